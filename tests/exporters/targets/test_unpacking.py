"""What comes out of a zip, and what does not."""

import zipfile
from pathlib import Path

import pytest

from exporters.targets import unpacking
from exporters.targets.base import TargetError
from exporters.targets.media_types import media_type_of
from exporters.targets.unpacking import is_plain, unpack


def zipped(path: Path, *names: str, link: bool = False) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (0o120777 if link else 0o100644) << 16
            archive.writestr(entry, "/etc/passwd")
    return path


def test_files_come_out_in_order_of_their_names_and_folders_by_themselves(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "a.zip", "b/c.html", "a.css", "b/", "é ï.txt")
    names = list(unpack(archive, tmp_path / "uit"))
    assert names == ["a.css", "b/c.html", "é ï.txt"]
    assert all((tmp_path / "uit" / name).read_text() == "/etc/passwd" for name in names)


@pytest.mark.parametrize(
    "name",
    [
        "../uit",
        "a/../../uit",
        "/etc/passwd",
        "a//b",
        "./a",
        "a/./b",
        "a\\..\\b",
        "a\nb",
        "a\x7fb",
        "x" * 256,
        "é" * 128,
    ],
)
def test_a_name_that_leads_out_or_fits_no_disk_is_refused_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    assert not is_plain(name)
    archive = zipped(tmp_path / "a.zip", "goed.txt", name)
    with pytest.raises(TargetError, match="een naam die niet kan") as refused:
        list(unpack(archive, tmp_path / "uit"))
    assert refused.value.permanent
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize("names", [("a.txt", "A.txt"), ("stijl/x", "Stijl/x")])
def test_names_that_are_one_on_some_disks_are_refused(tmp_path: Path, names: tuple[str, str]) -> None:
    with pytest.raises(TargetError, match="een naam die niet kan"):
        list(unpack(zipped(tmp_path / "a.zip", *names), tmp_path / "uit"))


def test_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TargetError, match="een naam die niet kan"):
        list(unpack(zipped(tmp_path / "a.zip", "koppeling", link=True), tmp_path / "uit"))


@pytest.mark.parametrize("data", [b"", b"geen zip", b"PK\x03\x04half"])
def test_what_is_no_zip_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    with pytest.raises(TargetError, match="geen hele zip"):
        list(unpack(path, tmp_path / "uit"))


def test_a_zip_of_which_a_byte_changed_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", "a.txt")
    path.write_bytes(path.read_bytes().replace(b"/etc/passwd", b"/etc/passwD", 1))
    with pytest.raises(TargetError, match="geen hele zip"):
        list(unpack(path, tmp_path / "uit"))


def test_a_zip_that_grows_beyond_any_release_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = zipped(tmp_path / "a.zip", "a", "b", "c")
    for name, most in (("MOST_FILES", 2), ("MOST_BYTES", 30)):
        with monkeypatch.context() as limits:
            limits.setattr(unpacking, name, most)
            with pytest.raises(TargetError, match="te groot"):
                list(unpack(archive, tmp_path / "uit"))
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("index.html", b"", "text/html; charset=utf-8"),
        ("A/LOGO.PNG", b"", "image/png"),
        ("api/v1/uitgaven/2026.1", b'{"nummer": 1}', "application/json"),
        ("api/v1/domeinen", b"[]", "application/json"),
        ("LICENSE", b"vrij", "application/octet-stream"),
        ("leeg", b"", "application/octet-stream"),
    ],
)
def test_what_a_browser_is_told_of_a_file(tmp_path: Path, name: str, data: bytes, expected: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(data)
    assert media_type_of(name, path) == expected
