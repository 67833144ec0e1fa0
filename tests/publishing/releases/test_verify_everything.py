"""One run names all that is wrong, whatever was tampered with, and leaves everything as it found it."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cms.accounts.models import User
from exporters.services import export_release
from publishing.guarding.guard import Guard
from publishing.releases.immutability import GUARD as RELEASED
from publishing.releases.models import Release
from publishing.releases.notices.immutability import GUARD as NOTICED
from publishing.releases.redactions.immutability import GUARD as REDACTED
from publishing.releases.verify import verify_store
from publishing.store.layout import CATALOGUE, public_pack
from tests.factories import content
from tests.factories.notices import erased, notice
from tests.factories.people import person
from tests.factories.releases import AT, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def releases(publicist: User) -> tuple[Release, Release]:
    """2025.1, of which a document was erased, and 2026.1 with a notice."""
    content.definition()
    content.definition("Rust")
    first = published("2025.1", by=publicist)
    content.step()
    second = published("2026.1", by=publicist)
    for release in (first, second):
        export_release(release=release, at=AT)
    erased(first, "begrip", "rust", by=publicist, confirmed_by=person("joris"))
    notice("Let op.", by=publicist, release=second)
    for release in (first, second):
        export_release(release=release, at=AT)
    assert verify_store() == []
    return first, second


def unguarded(guard: Guard, sql: str, *values: bytes | str) -> None:
    """Change rows as someone with the database in hands could, and put the triggers back."""
    connection.check_constraints()  # PostgreSQL does not alter a table while checks on it are deferred
    guard.remove(connection)
    with connection.cursor() as cursor:
        for statement in sql.split(";"):
            cursor.execute(statement, values)
    connection.check_constraints()
    guard.install(connection)


def overwrite(path: Path, data: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(data)


def files(store: Path) -> dict[str, bytes]:
    return {path.relative_to(store).as_posix(): path.read_bytes() for path in store.rglob("*") if path.is_file()}


def tamper_with_files(store: Path, pack: str) -> str:
    """Change, add and take away files of every sort; return the name of the artefact that was changed."""
    artefact = min((store / "artifacts").iterdir())
    overwrite(artefact, artefact.read_bytes()[:-1] + b"!")
    for key in (f"artifacts/{'f' * 64}", "readme", "public/packs/extra.sqlite"):
        (store / key).write_bytes(b"x")
    (store / pack).unlink()
    catalogue = json.loads((store / CATALOGUE).read_bytes())
    catalogue["notices"][0]["text"] = "Niets aan de hand."
    overwrite(store / CATALOGUE, json.dumps(catalogue).encode())
    return artefact.name


def tamper_with_rows() -> None:
    """Change and take away rows of every sort, and leave the triggers of one app out."""
    unguarded(RELEASED, "UPDATE releases_outboxentry SET payload = %s WHERE generation = 1", b"{}")
    erased_ones = "(SELECT document_id FROM redactions_redaction)"
    unguarded(RELEASED, f"UPDATE releases_documentbody SET body = %s WHERE digest IN {erased_ones}", b"terug")
    unguarded(RELEASED, "UPDATE releases_release SET counts = %s WHERE number = '2026.1'", '{"begrip": 999}')
    unguarded(NOTICED, "DELETE FROM notices_notice")
    NOTICED.remove(connection)


def test_everything_at_once(releases: tuple[Release, Release], release_store: Path) -> None:
    first, _ = releases
    artefact = tamper_with_files(release_store, public_pack(first.digest, 1))
    tamper_with_rows()
    before = files(release_store)
    found = {one.where: one.problem for one in verify_store()}
    places = [
        f"artifacts/{artefact} (",
        f"artifacts/{'f' * 64}",
        "readme",
        "public/packs/extra.sqlite",
        public_pack(first.digest, 1),
        CATALOGUE,
        "aflevering catalogue 1",
        "document begrip/rust",
        "uitgave 2026.1, aantallen",
        "gebeurtenis 5",
        "trigger notices_notice_refuse_",
    ]
    assert [place for place in places if not any(where.startswith(place) for where in found)] == []
    assert found[CATALOGUE] == "de inhoud is niet wat de database zegt: de uitgaven, de mededelingen"
    with pytest.raises(CommandError) as refused:
        call_command("verify_store")
    assert refused.value.returncode == 1
    assert all(where in str(refused.value) for where in found)
    assert files(release_store) == before
    assert {one.where: one.problem for one in verify_store()} == found
    NOTICED.install(connection)


@pytest.mark.parametrize(
    ("guard", "sql", "named"),
    [
        (RELEASED, "DELETE FROM releases_packrecord", "pakket van 2025.1"),
        (RELEASED, "DELETE FROM releases_deliveryattempt; DELETE FROM releases_outboxentry", "gebeurtenis 1"),
        (RELEASED, "UPDATE releases_releaseevent SET generation = 9 WHERE generation = 3", "gebeurtenissen"),
        (NOTICED, "UPDATE notices_notice SET text = 'Niets aan de hand.'", CATALOGUE),
        (REDACTED, "DELETE FROM redactions_redactedrelease", "gebeurtenis 3"),
        (REDACTED, "UPDATE redactions_redactionrequest SET public_id = 'iets-anders'", CATALOGUE),
    ],
)
def test_a_row_that_was_changed_or_taken_away_is_named(
    releases: tuple[Release, Release], guard: Guard, sql: str, named: str
) -> None:
    unguarded(guard, sql)
    assert named in [one.where for one in verify_store()]
