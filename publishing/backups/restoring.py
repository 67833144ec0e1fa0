"""Puts a backup back into an empty database and an empty store, and compares all of it at the end.

The order lets it be repeated after it was killed: files first, then the database at once or not at all, and last the
catalogue, which makes the public API serve.
"""

import shutil
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import storages
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from publishing.attempts.steps import reach
from publishing.audit.actions import Action
from publishing.backups.databases.database import BackedUpDatabase, database
from publishing.backups.errors import BackupError
from publishing.backups.facts import facts_of
from publishing.backups.folder import EVIDENCE, STORE
from publishing.backups.making import SPARE
from publishing.backups.manifest import BackupManifest, Facts, check_backup, read_sums
from publishing.backups.recorded import record_about
from publishing.backups.steps import RestoreStep
from publishing.releases.difference import Difference
from publishing.releases.storage import release_store
from publishing.releases.verify import verify_store
from publishing.store.files import sha256_of
from publishing.store.layout import CATALOGUE


def put_back(*, folder: Path, at: datetime) -> tuple[BackupManifest, list[Difference]]:
    """Put the backup in ``folder`` back; return what it says of itself and every difference found afterwards.

    Raise DamagedError for files that are not what they were, and BackupError when the version of the code is another,
    the database or store is not empty, others use the database, or the disk has no room. Nothing is written before all
    of that was looked at. Repeating it after it was stopped is harmless.
    """
    manifest = check_backup(folder)
    target = database()
    is_there = _require_fitting(folder, manifest, target)
    reach(RestoreStep.CHECKED)
    _put_back_store(folder)
    reach(RestoreStep.STORE_PUT_BACK)
    _put_back_evidence(folder)
    reach(RestoreStep.EVIDENCE_PUT_BACK)
    if not is_there:
        target.put_back(folder / manifest.database)
    reach(RestoreStep.DATABASE_PUT_BACK)
    if (found := _facts()) != manifest.facts:
        raise BackupError(f"De database heeft andere rijen dan de reservekopie: {_differing(found, manifest.facts)}")
    _put_back_catalogue(folder)
    reach(RestoreStep.CATALOGUE_PUT_BACK)
    differences = verify_store()
    reach(RestoreStep.VERIFIED)
    refusal = "; ".join(f"{one.where}: {one.problem}" for one in differences)
    record_about(action=Action.BACKUP_PUT_BACK, name=folder.name, at=at, refusal=refusal)
    return manifest, differences


def _require_fitting(folder: Path, manifest: BackupManifest, target: BackedUpDatabase) -> bool:
    """Raise BackupError, naming all that stands in the way; return whether the database was put back before."""
    problems = []
    if target.file != manifest.database:
        problems.append(f"De reservekopie is van een andere soort database ({manifest.database}).")
    problems += _other_code(manifest)
    is_there = not target.is_empty()
    if is_there and not (_migrated() and _facts() == manifest.facts):
        problems.append("De database is niet leeg.")
    if others := target.others():
        problems.append(f"Nog {others} verbindingen gebruiken de database. Stop eerst alle processen.")
    problems += _foreign_files(folder)
    problems += _no_room(manifest)
    if problems:
        raise BackupError(" ".join(problems))
    return is_there


def _other_code(manifest: BackupManifest) -> list[str]:
    loader = MigrationLoader(None)
    known = {f"{app}.{name}" for app, name in loader.disk_migrations}
    replaced = {f"{app}.{name}" for one in loader.disk_migrations.values() for app, name in one.replaces}
    kept = set(manifest.facts.migrations)
    problems = []
    if newer := sorted(kept - known - replaced):
        problems.append(f"Deze versie van de software kent niet: {', '.join(newer)}.")
    if older := sorted(known - kept):
        problems.append(f"De reservekopie is van voor {', '.join(older)}.")
    if problems:
        problems.append(f"Zet terug met de versie die de kopie maakte ({manifest.moment}), en werk daarna bij.")
    return problems


def _foreign_files(folder: Path) -> list[str]:
    """Name what lies in the store and is not of this backup; what an earlier try put there is."""
    sums, store = read_sums(folder), release_store()
    foreign = []
    for key in store.keys(""):
        with store.open(key) as stream:
            if sums.get(f"{STORE}/{key}") != sha256_of(stream):
                foreign.append(key)
    return [f"De opslag is niet leeg: {', '.join(foreign[:5])}."] if foreign else []


def _no_room(manifest: BackupManifest) -> list[str]:
    place: Path = settings.VAR_DIR
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    if free < manifest.size + SPARE:
        return [
            f"Op de schijf van {place} is {free / 1e6:.0f} MB vrij; nodig is {(manifest.size + SPARE) / 1e6:.0f} MB."
        ]
    return []


def _migrated() -> bool:
    return "django_migrations" in connections["default"].introspection.table_names()


def _facts() -> Facts:
    with connections["default"].cursor() as cursor:
        return facts_of(cursor)


def _differing(found: Facts, kept: Facts) -> str:
    tables = [f"{name} {found.rows.get(name)} ({rows})" for name, rows in kept.rows.items() if found.rows[name] != rows]
    return ", ".join(tables[:5]) or "andere migraties of uitgaven"


def _put_back_store(folder: Path) -> None:
    store = release_store()
    for name in sorted(read_sums(folder)):
        place, _, key = name.partition("/")
        if place == STORE and key != CATALOGUE:
            store.add(key, folder / name)


def _put_back_evidence(folder: Path) -> None:
    storage = storages["evidence"]
    for name in sorted(read_sums(folder)):
        place, _, key = name.partition("/")
        if place != EVIDENCE:
            continue
        if storage.exists(key) and storage.size(key) != (folder / name).stat().st_size:
            storage.delete(key)  # half of it, from a try that was stopped
        if not storage.exists(key):
            with (folder / name).open("rb") as stream:
                storage.save(key, File(stream))


def _put_back_catalogue(folder: Path) -> None:
    source, store = folder / STORE / CATALOGUE, release_store()
    if source.exists() and not store.exists(CATALOGUE):
        store.replace(CATALOGUE, source.read_bytes(), expected=None)
