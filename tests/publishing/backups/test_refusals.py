"""What putting a backup back refuses, and that nothing was written then."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from publishing.backups.folder import MANIFEST, SUMS
from tests.publishing.backups.conftest import EVIDENCE, Installation


def refused(target: Installation, folder: Path) -> str:
    """Return why ``folder`` is not put back, after looking that nothing came of it."""
    before = {path: path.stat().st_mtime_ns for path in target.folder.rglob("*")}
    done = target.manage("restore", folder)
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    written = {path for path in target.folder.rglob("*") if path.stat().st_mtime_ns != before.get(path)}
    assert {path for path in written if path.is_file() and path.stat().st_size} == set()
    return done.stderr


def changed_manifest(backup: Path, **values: object) -> None:
    told = json.loads((backup / MANIFEST).read_text())
    (backup / MANIFEST).write_text(json.dumps({**told, **values}))


def test_damage_is_refused_with_the_name_of_every_file(backup: Path, elsewhere: Installation) -> None:
    changed_manifest(backup, moment="2020-01-01")
    (backup / "evidence" / EVIDENCE).unlink()
    with (backup / "database.sqlite3").open("r+b") as file:
        file.seek(5000)
        file.write(b"other")
    (backup / "evidence" / "more").write_bytes(b"of whom?")
    told = refused(elsewhere, backup)
    for name in (MANIFEST, f"evidence/{EVIDENCE} ontbreekt", "database.sqlite3 heeft", "evidence/more staat niet"):
        assert name in told


def test_a_file_that_was_taken_out_with_its_line_is_missed(backup: Path, elsewhere: Installation) -> None:
    (backup / "evidence" / EVIDENCE).unlink()
    lines = [line for line in (backup / SUMS).read_text().splitlines() if EVIDENCE not in line]
    (backup / SUMS).write_text("\n".join(lines) + "\n")
    assert f"{SUMS} noemt 1 bestanden, {MANIFEST} 2" in refused(elsewhere, backup)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda backup: (backup / MANIFEST).unlink(), "ligt geen reservekopie"),
        (lambda backup: (backup / MANIFEST).write_text("{"), "is niet te lezen"),
        (lambda backup: (backup / SUMS).unlink(), f"{SUMS} is niet te lezen"),
        (lambda backup: changed_manifest(backup, format=2), "vorm 2"),
        (shutil.rmtree, "ligt geen reservekopie"),
    ],
    ids=["no manifest", "half a manifest", "no sums", "another format", "no folder"],
)
def test_what_is_no_whole_backup_is_refused(backup: Path, elsewhere: Installation, spoil: object, said: str) -> None:
    spoil(backup)  # type: ignore[operator]  # of the table above
    assert said in refused(elsewhere, backup)


def test_a_database_that_holds_something_else_is_left_alone(backup: Path, installation: Installation) -> None:
    assert "De database is niet leeg" in refused(installation, backup)  # it has the record of the backup more


def test_a_store_that_holds_something_else_is_left_alone(backup: Path, elsewhere: Installation) -> None:
    (elsewhere.folder / "store" / "public").mkdir(parents=True)
    (elsewhere.folder / "store" / "public" / "catalogue.json").write_bytes(b"{}")
    assert "De opslag is niet leeg: public/catalogue.json" in refused(elsewhere, backup)


def test_another_version_of_the_software_is_refused_and_named(backup: Path, elsewhere: Installation) -> None:
    facts = json.loads((backup / MANIFEST).read_text())["facts"]
    kept = [name for name in facts["migrations"] if name != "audit.0001_the_record"]
    changed_manifest(backup, facts={**facts, "migrations": [*kept, "audit.9999_of_tomorrow"]})
    sums = (backup / SUMS).read_text().splitlines()
    manifest = hashlib.sha256((backup / MANIFEST).read_bytes()).hexdigest()
    lines = [f"{manifest}  {MANIFEST}" if line.endswith(MANIFEST) else line for line in sums]
    (backup / SUMS).write_text("\n".join(lines) + "\n")
    told = refused(elsewhere, backup)
    assert "kent niet: audit.9999_of_tomorrow" in told
    assert "van voor audit.0001_the_record" in told


@pytest.mark.parametrize("arguments", [(), ("--to", "x", "--verify", "y"), ("--to", "x", "--keep", "0")])
def test_wrong_use_is_said_with_exit_code_2(elsewhere: Installation, arguments: tuple[str, ...]) -> None:
    assert elsewhere.manage("backup", *arguments).returncode == 2
