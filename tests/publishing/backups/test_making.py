"""Making backups: what is in one, what a second one costs, what it does while others publish."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import connection
from pytest_django import Settings

from cms.accounts.models import User
from publishing.attempts.steps import Step, told
from publishing.audit.models import AuditEvent, Result
from publishing.backups import copying
from publishing.backups.errors import BackupError, DamagedError
from publishing.backups.folder import SUMS, alone_in, backups_in
from publishing.backups.making import make_backup
from publishing.backups.manifest import check_backup
from publishing.backups.recorded import last_backup
from publishing.backups.steps import BackupStep
from publishing.releases.models import Release
from publishing.releases.storage import release_store
from publishing.store.layout import CATALOGUE
from tests.factories.people import person
from tests.factories.releases import AT, published
from tests.publishing.backups.conftest import Installation
from tests.s3.fixtures import Bucket

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "snapshot"]),
    pytest.mark.usefixtures("committed"),
]


@pytest.fixture
def publicist(committed: None) -> User:
    return person("publicist")


@pytest.fixture
def release(publicist: User) -> Iterator[Release]:
    """Give a published release and a piece of evidence."""
    place = storages["evidence"].save("aa/one", ContentFile(b"seen"))
    yield published(by=publicist)
    storages["evidence"].delete(place)


def after(days: int) -> Any:
    return AT + timedelta(days=days)


def test_a_backup_holds_all_and_says_what(release: Release, tmp_path: Path) -> None:
    made = make_backup(root=tmp_path / "copies", at=AT)
    assert made.folder.name == "wegwijzer-20261102T090000Z"
    assert made.manifest.facts.releases == ["2026.1"]
    assert made.manifest.facts.generation == 1
    assert (made.folder / "evidence/aa/one").read_bytes() == b"seen"
    for key in release_store().keys(""):
        assert (made.folder / "store" / key).read_bytes() == release_store().read(key)
    assert check_backup(made.folder) == made.manifest
    subprocess.run(["sha256sum", "--check", "--quiet", SUMS], cwd=made.folder, check=True)  # noqa: S603, S607 - of coreutils
    held = last_backup()
    assert held is not None
    assert (held.name, held.at, held.size) == (made.folder.name, AT, made.manifest.size)


def test_what_the_night_before_holds_is_linked_and_the_oldest_go(release: Release, tmp_path: Path) -> None:
    (first, second, third) = (make_backup(root=tmp_path, at=after(day), keep=2) for day in range(3))
    pack = next(path for path in second.folder.rglob("*.sqlite") if "packs" in path.parts)
    beside = third.folder / pack.relative_to(second.folder)
    assert pack.stat().st_ino == beside.stat().st_ino
    assert (second.folder / "store" / CATALOGUE).stat().st_ino != (third.folder / "store" / CATALOGUE).stat().st_ino
    assert backups_in(tmp_path) == [second.folder, third.folder]
    assert third.removed == (first.folder.name,)
    assert third.reckoned < first.reckoned
    check_backup(third.folder)


def test_what_went_bad_in_the_night_before_is_copied_from_the_store(release: Release, tmp_path: Path) -> None:
    first = make_backup(root=tmp_path, at=AT)
    pack = next(path for path in first.folder.rglob("*.sqlite") if "packs" in path.parts)
    pack.chmod(0o600)
    pack.write_bytes(b"rotten")
    second = make_backup(root=tmp_path, at=after(1))
    check_backup(second.folder)
    with pytest.raises(DamagedError, match=pack.name):
        check_backup(first.folder)


def test_a_store_that_moves_meanwhile_is_copied_again(release: Release, tmp_path: Path) -> None:
    moved: list[Step] = []

    def publish_meanwhile(step: Step) -> None:
        if step is BackupStep.STORE_COPIED and BackupStep.STORE_COPIED not in moved:
            release_store().add("artifacts/late", Path(__file__))
        moved.append(step)

    with told(publish_meanwhile):
        made = make_backup(root=tmp_path / "copies", at=AT)
    assert moved.count(BackupStep.DATABASE_COPIED) == 2
    assert (made.folder / "store/artifacts/late").exists()
    check_backup(made.folder)


def test_a_file_that_is_taken_away_meanwhile_begins_it_again(release: Release, tmp_path: Path) -> None:
    release_store().add("artifacts/passing", Path(__file__))
    taken: list[Step] = []

    def take_away(step: Step) -> None:
        if step is BackupStep.DATABASE_COPIED and BackupStep.DATABASE_COPIED not in taken:
            release_store().remove("artifacts/passing")
        taken.append(step)

    with told(take_away):
        made = make_backup(root=tmp_path / "copies", at=AT)
    assert not (made.folder / "store/artifacts/passing").exists()
    check_backup(made.folder)


def test_what_was_copied_before_another_file_was_taken_away_does_not_stay_in_it(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("first", "second"):
        release_store().add(f"artifacts/{name}", Path(__file__))
    copy = copying._copied

    def take_both_away(source: copying.Source, name: str, target: Path) -> str:
        if name.endswith("artifacts/second"):
            for one in ("first", "second"):
                release_store().remove(f"artifacts/{one}")
        return copy(source, name, target)

    monkeypatch.setattr(copying, "_copied", take_both_away)
    made = make_backup(root=tmp_path / "copies", at=AT)
    assert not (made.folder / "store/artifacts/first").exists()
    check_backup(made.folder)


@pytest.mark.parametrize("damage", [lambda sums: sums.unlink(), lambda sums: sums.write_bytes(b"\xff\xfe")])
def test_a_damaged_backup_of_the_day_before_does_not_keep_todays_from_being_made(
    release: Release, tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    before = make_backup(root=tmp_path, at=AT)
    damage(before.folder / SUMS)

    made = make_backup(root=tmp_path, at=AT + timedelta(days=1))

    check_backup(made.folder)


def test_a_store_that_never_stands_still_is_refused_and_nothing_is_left(release: Release, tmp_path: Path) -> None:
    def move(step: Step) -> None:
        if step is BackupStep.STORE_COPIED:
            release_store().add(f"artifacts/{len(list(release_store().keys('')))}", Path(__file__))

    with told(move), pytest.raises(BackupError, match="veranderde tijdens elke poging"):
        make_backup(root=tmp_path / "copies", at=AT)
    assert [path.name for path in (tmp_path / "copies").iterdir()] == [".lock"]
    assert last_backup() is None


def test_two_at_once_and_a_full_disk_are_refused(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with alone_in(tmp_path), pytest.raises(BackupError, match="een ander proces"):
        make_backup(root=tmp_path, at=AT)
    usage = shutil.disk_usage(tmp_path)._replace(free=1_000_000)
    monkeypatch.setattr("publishing.backups.making.shutil.disk_usage", lambda _: usage)
    with pytest.raises(BackupError, match="is 1 MB vrij"):
        make_backup(root=tmp_path, at=AT)


def test_a_damaged_backup_is_on_record_when_it_is_looked_at(release: Release, tmp_path: Path) -> None:
    made = make_backup(root=tmp_path, at=AT)
    call_command("backup", verify=made.folder)
    assert AuditEvent.objects.get(action="backup.checked").result == Result.DONE
    (made.folder / "store" / CATALOGUE).unlink()
    with pytest.raises(Exception, match=r"catalogue\.json ontbreekt"):
        call_command("backup", verify=made.folder)
    assert "catalogue.json" in AuditEvent.objects.get(action="backup.checked", result=Result.REFUSED).refusal


@pytest.mark.skipif(connection.vendor != "sqlite", reason="on PostgreSQL tests/journeys/test_restore.py puts back")
def test_a_store_in_s3_comes_into_the_folder_and_back(
    publicist: User, bucket: Bucket, tmp_path: Path, settings: Settings
) -> None:
    settings.RELEASE_STORE_URL = f"s3://{bucket.name}/one"
    published(by=publicist)
    made = make_backup(root=tmp_path, at=AT)
    keys = [path for path in (made.folder / "store").rglob("*") if path.is_file()]
    assert len(keys) == len(list(release_store().keys(""))) > 1
    with closing(Installation(tmp_path / "second", RELEASE_STORE_URL=f"s3://{bucket.name}/two")) as target:
        done = target.manage("restore", made.folder)
    assert done.returncode == 0, done.stderr
    assert "1 uitgaven" in done.stdout


def test_putting_back_is_rehearsed_beside_what_runs(installation: Installation, backup: Path) -> None:
    done = installation.manage("rehearse_restore", backup)
    assert done.returncode == 0, done.stderr
    assert "Herstel getest" in done.stdout
    (backup / "database.sqlite3").write_bytes(b"")
    failed = installation.manage("rehearse_restore", backup)
    assert failed.returncode == 1
    assert "database.sqlite3 heeft andere bytes" in failed.stderr
