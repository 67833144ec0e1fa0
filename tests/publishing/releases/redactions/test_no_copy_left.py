"""No copy of what was erased is left: not in any table beside the workshop's own, and in no file."""

import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.db import DatabaseError, connection, transaction
from pytest_django import Settings

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.acceptances.models import AcceptedWarning
from publishing.documents.naming import ERASED
from publishing.releases.comparing.records import comparison_of
from publishing.releases.corrections.carrying import changes_to_carry
from publishing.releases.corrections.freezing import freeze_correction
from publishing.releases.corrections.models import CorrectionChange
from publishing.releases.corrections.standing import change_at, changes_of
from publishing.releases.errors import RefusedError
from publishing.releases.models import Freeze, Release
from publishing.releases.outbox import deliver_outbox
from publishing.releases.packs import ensure_pack
from publishing.releases.redactions.clearing import clear_redactions
from publishing.releases.redactions.erasing import confirm_redaction
from publishing.releases.verify import verify_store
from publishing.store.filesystem import FilesystemStore
from publishing.store.layout import candidate_pack
from publishing.store.local_copies import forget_copies
from tests.factories import content
from tests.factories.corrections import agreed, begun, brought_out, edited
from tests.factories.notices import LATER, asked_to_erase, digest_of, erased
from tests.factories.people import person
from tests.factories.releases import AT, candidate, published

pytestmark = pytest.mark.django_db

SECRET = "Jantje Geheim"
ITEM = ("begrip", "jantje-geheim")
WORKSHOP = ("content_", "wagtail")  # people clean these by hand: docs/running.md


@pytest.fixture
def sanne() -> User:
    return person("sanne", Role.EDITOR)


@pytest.fixture
def release(karin: User) -> Release:
    content.definition(SECRET, body=f"<p>Vraag het aan {SECRET}.</p>")
    content.definition("Rust")
    return published("2026.1", by=karin)


def tables_with(secret: bytes) -> set[str]:
    """Return every table of the database, but the workshop's, of which some value holds the secret, packed or not."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        names = [name for name in connection.introspection.table_names(cursor) if not name.startswith(WORKSHOP)]
        return {name for name in names if any(secret in value for value in values_of(cursor, name))}


def values_of(cursor: Any, table: str) -> Iterator[bytes]:
    cursor.execute(f'SELECT * FROM "{table}"')
    for row in cursor.fetchall():
        for value in row:
            yield unpacked(bytes(value)) if isinstance(value, bytes | memoryview) else str(value).encode()


def unpacked(value: bytes) -> bytes:
    try:
        return zlib.decompress(value)
    except zlib.error:
        return value


def quoting(release: Release, by: User) -> None:
    """Let all that can quote a document quote it."""
    found = {"rule": "r", "level": "warning", "field": "uitleg", "digest": "", "message": f"‘{SECRET}’ is lang."}
    found |= {"kind": "begrip", "id": ITEM[1]}
    other = {**found, "id": "rust", "message": "Dit zinnetje is lang."}
    Freeze.objects.create(release=release, findings=[found, other], new_ids={}, at=AT)
    AcceptedWarning.objects.create(
        rule="r",
        kind="begrip",
        public_id=ITEM[1],
        field="uitleg",
        digest="",
        message=f"‘{SECRET}’ is lang.",
        round_year=2026,
        reason="Goed zo.",
        accepted_at=AT,
        accepted_by=by,
    )
    caches["kept"].set("made-x", SECRET)


def test_every_table_and_file_is_without_it(
    release: Release,
    sanne: User,
    karin: User,
    joris: User,
    release_store: Path,
    settings: Settings,
    tmp_path: Path,
) -> None:
    settings.RELEASE_STORE_COPIES = tmp_path / "copies"
    content.step(2)
    made = candidate("2026.2")
    ensure_pack(made)
    comparison_of(old=None, new=release)
    comparison_of(old=release, new=made)
    correction = begun(sanne)
    edited(correction, sanne, ITEM, body=f"<p>Bel {SECRET} niet.</p>")
    quoting(release, joris)
    settings.RELEASE_STORE_COPIES.mkdir()
    shutil.copy(release_store / candidate_pack(made.digest), settings.RELEASE_STORE_COPIES / ("c" * 64))
    (settings.RELEASE_STORE_COPIES / ("e" * 64)).write_text(f"An export with {SECRET}")
    before = tables_with(SECRET.encode())
    assert {
        "releases_documentbody",
        "releases_freeze",
        "comparing_comparisonrecord",
        "corrections_correctionchange",
        "rounds_rounditem",
        "acceptances_acceptedwarning",
    } <= before
    erased(release, *ITEM, by=karin, confirmed_by=joris)
    assert tables_with(SECRET.encode()) == set()
    assert [path for path in tmp_path.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()] == []
    assert not list(settings.RELEASE_STORE_COPIES.iterdir())
    assert caches["kept"].get("made-x") is None
    assert verify_store() == []


def test_what_does_not_quote_it_stays_to_the_letter(release: Release, karin: User, joris: User) -> None:
    quoting(release, joris)
    erased(release, *ITEM, by=karin, confirmed_by=joris)
    messages = [found["message"] for found in release.latest_freeze.findings]
    assert messages == [ERASED, "Dit zinnetje is lang."]


@pytest.mark.parametrize(
    ("table", "column"),
    [("releases_freeze", "findings"), ("corrections_correctionchange", "title"), ("rounds_rounditem", "title")],
)
def test_what_quotes_it_is_not_emptied_without_a_redaction(
    release: Release, sanne: User, joris: User, table: str, column: str
) -> None:
    edited(begun(sanne), sanne, ITEM, body="<p>Anders.</p>")
    quoting(release, joris)
    value = "[]" if column == "findings" else "iets anders"
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s", [value])


class TestACorrectionOfIt:
    """That was begun before it was erased."""

    def test_loses_a_draft_that_nobody_froze_and_the_item_ends(
        self, release: Release, sanne: User, karin: User, joris: User
    ) -> None:
        correction = begun(sanne)
        edited(correction, sanne, ITEM, body="<p>Anders gezegd.</p>")
        erased(release, *ITEM, by=karin, confirmed_by=joris)
        assert (changes_of(correction), change_at(correction, *ITEM)) == ([], None)
        made = freeze_correction(correction=correction, by=karin, at=LATER).release
        assert made.counts["begrip"] == 1

    def test_that_went_out_keeps_its_own_text_and_no_old_title(
        self, release: Release, sanne: User, karin: User, joris: User
    ) -> None:
        correction = begun(sanne)
        edited(correction, sanne, ITEM, term="Een leerling", body="<p>Vraag het een volwassene.</p>")
        agreed(correction, person("mia"))
        brought_out(correction, karin)
        erased(release, *ITEM, by=karin, confirmed_by=joris)
        (change,) = CorrectionChange.objects.all()
        assert change.title == ERASED
        assert b"Een leerling" in bytes(change.body)
        assert changes_to_carry().count() == 1
        assert verify_store() == []

    def test_that_brought_it_in_loses_it(self, release: Release, sanne: User, karin: User, joris: User) -> None:
        correction = begun(sanne)
        edited(correction, sanne, ITEM, body="<p>Vraag het aan Pietje.</p>")
        agreed(correction, person("mia"))
        corrected = brought_out(correction, karin)
        erased(corrected, *ITEM, by=karin, confirmed_by=joris)
        assert bytes(CorrectionChange.objects.get().body) == b""
        assert not changes_to_carry().exists()
        assert tables_with(b"Pietje") == set()


def test_copies_that_hold_it_are_thrown_away_and_those_of_files_that_nobody_is_led_to(
    release: Release, release_store: Path, tmp_path: Path
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    shutil.copy(release_store / candidate_pack(release.digest), copies / ("a" * 64))
    (copies / ("b" * 64)).write_bytes(b"no pack")
    (copies / ("d" * 64)).write_bytes(b"an export of before")
    forget_copies(copies, {"0" * 64}, named={"b" * 64, "d" * 64})
    assert len(list(copies.iterdir())) == 3
    forget_copies(copies, {digest_of(release, *ITEM)}, named={"b" * 64})
    assert [path.name for path in copies.iterdir()] == ["b" * 64]
    forget_copies(tmp_path / "nowhere", {"0" * 64}, named=set())


def test_two_who_clear_at_once_are_no_trouble(
    release: Release, karin: User, joris: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirm_redaction(request=asked_to_erase(release, *ITEM, by=karin), by=joris, at=LATER)
    deliver_outbox(at=LATER)
    monkeypatch.setattr(FilesystemStore, "remove", twice(FilesystemStore.remove))
    assert clear_redactions(at=LATER) == []
    assert verify_store() == []


def twice(remove: Any) -> Any:
    def removed_by_two(store: Any, key: str) -> None:
        remove(store, key)
        remove(store, key)

    return removed_by_two


def test_a_refused_confirmation_leaves_every_quote(release: Release, karin: User, joris: User) -> None:
    quoting(release, joris)
    before = tables_with(SECRET.encode())
    with pytest.raises(RefusedError):
        confirm_redaction(request=asked_to_erase(release, *ITEM, by=karin), by=karin, at=LATER)
    assert tables_with(SECRET.encode()) == before
