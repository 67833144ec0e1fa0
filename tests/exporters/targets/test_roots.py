"""Below which addresses targets may lie."""

import pytest
from pytest_django import Settings

from exporters.targets.base import TargetError
from exporters.targets.registry import place_at
from exporters.targets.roots import overlap, problem_of, root_of
from exporters.targets.system_checks import check_roots


@pytest.mark.parametrize("root", ["file:///srv/doelen", "file:///srv/met%20spatie", "s3://bucket", "s3://bucket/a/b"])
def test_a_folder_or_a_bucket_is_a_root(root: str) -> None:
    assert problem_of(root) == ""


@pytest.mark.parametrize(
    "root",
    [
        "",
        "/srv/doelen",
        "file:///",
        "file://host/srv",
        "file:///srv/../etc",
        "file:///srv/%2e%2e/etc",
        "s3://",
        "s3://B",
        "s3://bucket/../x",
        "s3://key:secret@bucket",
        "s3://bucket?x=1",
        "https://ergens.example/",
    ],
)
def test_anything_else_is_not_and_a_process_says_so_when_it_starts(root: str, settings: Settings) -> None:
    assert problem_of(root)
    settings.TARGET_ROOTS = [root]
    (found,) = check_roots()
    assert found.id == "targets.E001"
    assert "secret" not in found.msg


@pytest.mark.parametrize("root", ["file:///srv", "file:///srv/store", "file:///srv/store/public"])
def test_a_root_around_or_within_the_release_store_is_refused(root: str, settings: Settings) -> None:
    settings.RELEASE_STORE_URL, settings.TARGET_ROOTS = "file:///srv/store", [root]
    assert [one.id for one in check_roots()] == ["targets.E002"]


def test_a_root_beside_the_release_store_is_fine(settings: Settings) -> None:
    settings.RELEASE_STORE_URL, settings.TARGET_ROOTS = "file:///srv/store", ["file:///srv/store-doelen"]
    assert check_roots() == []


@pytest.mark.parametrize(
    ("address", "root"),
    [
        ("file:///srv/doelen/a", "file:///srv/doelen"),
        ("file:///srv/doelen/a/b/c", "file:///srv/doelen/a"),
        ("s3://bucket/a", "s3://bucket"),
        ("file:///srv/doelen", ""),
        ("file:///srv/doelen-anders/a", ""),
        ("file:///srv/doelen/../etc", ""),
        ("file:///srv/doelen/%2e%2e/etc", ""),
        ("file:///srv/doelen/.ssh", ""),
        ("s3://ander/a", ""),
        ("s3://bucket-2/a", ""),
    ],
)
def test_an_address_lies_below_the_longest_root_that_fits_or_below_none(address: str, root: str) -> None:
    roots = ["file:///srv/doelen", "file:///srv/doelen/a", "s3://bucket"]
    assert root_of(address, roots) == root
    if not root:
        with pytest.raises(TargetError, match="TARGET_ROOTS"):
            place_at(address, roots=roots)


def test_places_within_each_other_overlap_and_neighbours_do_not() -> None:
    assert overlap("s3://bucket/a", "s3://bucket/a/b")
    assert overlap("s3://bucket/a/b", "s3://bucket/a/")
    assert not overlap("s3://bucket/a", "s3://bucket/ab")
