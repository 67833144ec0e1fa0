"""Verification names what differs, and repairs nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cms.accounts.models import User
from exporters.services import export_release
from publishing.releases import packs
from publishing.releases.immutability import GUARD
from publishing.releases.models import Channel, DeliveryAttempt, OutboxEntry, Publication, Release
from publishing.releases.packs import ensure_pack, promote_pack
from publishing.releases.verify import verify_release, verify_store
from publishing.store.layout import CATALOGUE, candidate_pack, public_pack
from tests.factories import content
from tests.factories.releases import AT, candidate, published
from tests.publishing.store.old_packs import write_old_pack

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(publicist: User) -> Release:
    content.definition()
    made = published(by=publicist)
    export_release(release=made, at=AT)
    return made


def flip_one_byte(path: Path, at: int = 100) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.chmod(0o644)
    path.write_bytes(data)


def unguarded(sql: str, *parameters: bytes | str) -> None:
    """Change a row as someone with the database in hands could."""
    connection.check_constraints()  # PostgreSQL does not alter a table while checks on it are deferred
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE releases_documentbody DISABLE TRIGGER USER")
            cursor.execute("ALTER TABLE releases_release DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER releases_documentbody_refuse_update")
            cursor.execute("DROP TRIGGER releases_release_refuse_update")
        cursor.execute(sql, parameters)
        connection.check_constraints()
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE releases_documentbody ENABLE TRIGGER USER")
            cursor.execute("ALTER TABLE releases_release ENABLE TRIGGER USER")
    GUARD.install(connection)


def test_an_untouched_release_and_store_have_no_differences(release: Release) -> None:
    assert verify_release(release) == []
    assert verify_store() == []
    call_command("verify_release", "2026.1")
    call_command("verify_store")


@pytest.mark.parametrize("key", [public_pack, candidate_pack])
@pytest.mark.parametrize("place", [20, 9_000, -1])
def test_one_changed_byte_of_a_pack_is_named(
    release: Release, release_store: Path, key: Callable[[str], str], place: int
) -> None:
    flip_one_byte(release_store / key(release.digest), place)
    assert [one.where for one in verify_release(release)] == [key(release.digest)]
    for command in (["verify_release", "2026.1"], ["verify_store"]):
        with pytest.raises(CommandError, match=key(release.digest)) as refused:
            call_command(*command)
        assert refused.value.returncode == 1


def test_one_changed_byte_of_an_artefact_is_named(release: Release, release_store: Path) -> None:
    path = next((release_store / "artifacts").iterdir())
    flip_one_byte(path, 10)
    assert [path.name in one.where for one in verify_release(release)] == [True]


def test_missing_files_are_named(release: Release, release_store: Path) -> None:
    (release_store / public_pack(release.digest)).unlink()
    next((release_store / "artifacts").iterdir()).unlink()
    assert ["ontbreekt" in one.problem for one in verify_release(release)] == [True, True]


def test_a_changed_catalogue_is_named(release: Release, release_store: Path) -> None:
    flip_one_byte(release_store / CATALOGUE)
    assert [one.where for one in verify_store()] == [CATALOGUE]
    assert [one.where for one in verify_release(release)] == [CATALOGUE]


def test_a_file_that_nobody_recorded_is_named(release: Release, release_store: Path) -> None:
    (release_store / "public" / "packs" / "extra.sqlite").write_bytes(b"x")
    assert [one.where for one in verify_store()] == ["public/packs/extra.sqlite"]


def test_a_document_changed_in_the_database_is_named(release: Release) -> None:
    unguarded("UPDATE releases_documentbody SET body = %s", b"{}")
    found = verify_release(release)
    assert "begrip/prestatiedruk" in found[0].where


def test_a_manifest_changed_in_the_database_is_named(release: Release) -> None:
    unguarded("UPDATE releases_release SET manifest = %s", b"{}")
    release.refresh_from_db()
    assert [one.where for one in verify_release(release)] == ["inhoudslijst van 2026.1"]


def test_a_delivery_that_waits_is_named(release: Release) -> None:
    OutboxEntry.objects.update(delivered_at=None)
    DeliveryAttempt.objects.create(entry=OutboxEntry.objects.get(), at=AT, error="vol", milliseconds=1)
    assert [one.problem for one in verify_store()] == ["wacht nog, na 2 pogingen. vol"]


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("UPDATE releases_documentbody SET body = %s", "Document begrip/prestatiedruk"),
        ("UPDATE releases_release SET manifest = %s", "inhoudslijst van uitgave"),
    ],
)
def test_a_candidate_tampered_with_after_its_pack_was_built_is_not_published(
    sql: str, message: str, publicist: User
) -> None:
    content.definition()
    ensure_pack(candidate("2026.1"))
    unguarded(sql, b"{}")
    with pytest.raises(CommandError, match=message) as refused:
        call_command("publish_release", "2026.1", "--by", "publicist")
    assert "\n" not in str(refused.value)
    assert not Publication.objects.exists()


def test_a_pack_of_a_candidate_among_the_public_files_is_named(release: Release) -> None:
    other = candidate("2027.1")
    promote_pack(other)
    assert [one.where for one in verify_store()] == [public_pack(other.digest)]


def test_columns_that_no_longer_agree_with_the_manifest_are_named(release: Release) -> None:
    unguarded("UPDATE releases_release SET counts = %s", '{"begrip": 999}')
    release.refresh_from_db()
    assert "uitgave 2026.1, aantallen" in [one.where for one in verify_release(release)]


def test_a_channel_that_points_elsewhere_than_its_last_move_is_named(release: Release) -> None:
    Channel.objects.update(generation=7)
    assert "kanaal live" in [one.where for one in verify_store()]


def test_a_pack_from_before_there_was_an_index_is_whole(publicist: User, monkeypatch: pytest.MonkeyPatch) -> None:
    content.definition()
    with monkeypatch.context() as before:
        before.setattr(packs, "write_pack", write_old_pack)
        published("2026.1", by=publicist)
    assert verify_store() == []
