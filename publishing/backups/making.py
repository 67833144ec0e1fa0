"""Makes a backup: the database first, the store after it.

Nothing has to be paused. A publication is one transaction, so the copy of the database holds all of it or nothing, and
what it still has to tell stands in the outbox. The store may not move meanwhile, though: a redaction takes files away
that this copy of the database asks for, and a newer catalogue would lead to what it does not know. So the list of
files and the catalogue are compared before and after; where they differ all is copied again.
"""

import platform
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import django
import wagtail
from django.db import transaction

from cms.acts.act import Subject
from publishing.attempts.steps import reach
from publishing.audit.actions import Action
from publishing.audit.recording import record
from publishing.backups.copying import EvidenceFiles, Previous, StoreFiles, copy_files, size_of_new
from publishing.backups.databases.database import BackedUpDatabase, database
from publishing.backups.errors import BackupError
from publishing.backups.folder import STORE, alone_in, backups_in, complete_or_not_there, name_at, throw_away
from publishing.backups.manifest import FORMAT, BackupManifest, Facts, write_manifest
from publishing.backups.steps import BackupStep
from publishing.releases.storage import release_store
from publishing.store.base import MissingError, Store
from publishing.store.files import sha256_of
from publishing.store.layout import CATALOGUE

ROUNDS = 3  # of copying while the store moves
SPARE = 64 << 20  # bytes that stay free on the disk


@dataclass(frozen=True)
class Made:
    """A backup that was made. ``reckoned`` are the bytes that the disk had to have room for."""

    folder: Path
    manifest: BackupManifest
    sha256: str
    reckoned: int
    removed: tuple[str, ...]


def make_backup(*, root: Path, at: datetime, keep: int | None = None) -> Made:
    """Make a complete backup below ``root`` and return it; afterwards the newest ``keep`` stay, or all.

    Raise BackupError when another is being made there, the disk has no room, the database gives no copy, or the store
    never stands still. StoreError and OSError come as they are. Whatever happens, a part of a backup is never one.
    """
    with alone_in(root):
        target = root / name_at(at)
        earlier = backups_in(root)
        previous = Previous(earlier[-1] if earlier else None)
        source = database()
        needed = _require_room(root, source, previous)
        with complete_or_not_there(target) as folder:
            reach(BackupStep.BEGUN)
            manifest, sha256 = _filled(folder, source, previous, at)
        reach(BackupStep.COMPLETE)
        removed = _removed(root, keep)
    made = Made(target, manifest, sha256, needed, removed)
    _recorded(made, at)
    reach(BackupStep.RECORDED)
    return made


def _require_room(root: Path, source: BackedUpDatabase, previous: Previous) -> int:
    needed = source.size() + sum(size_of_new(one, previous) for one in (StoreFiles(release_store()), EvidenceFiles()))
    free = shutil.disk_usage(root).free
    if free < needed + SPARE:
        raise BackupError(
            f"Op de schijf van {root} is {free / 1e6:.0f} MB vrij; nodig is {(needed + SPARE) / 1e6:.0f} MB. "
            "Maak ruimte, of bewaar er minder met --keep."
        )
    return needed


def _filled(folder: Path, source: BackedUpDatabase, previous: Previous, at: datetime) -> tuple[BackupManifest, str]:
    facts, sums = _consistent_copy(folder, source, previous)
    sums |= copy_files(EvidenceFiles(), folder, previous)  # written before the row that names it: nothing is missed
    reach(BackupStep.EVIDENCE_COPIED)
    manifest = BackupManifest(
        format=FORMAT,
        moment=at.astimezone(UTC).isoformat(timespec="seconds"),
        database=source.file,
        versions={
            "python": platform.python_version(),
            "django": django.get_version(),
            "wagtail": wagtail.__version__,
            "database": source.version(),
        },
        facts=facts,
        files=len(sums),
        size=sum((folder / name).stat().st_size for name in sums),
    )
    sha256 = write_manifest(folder, manifest, sums)
    reach(BackupStep.SUMMED)
    return manifest, sha256


def _consistent_copy(folder: Path, source: BackedUpDatabase, previous: Previous) -> tuple[Facts, dict[str, str]]:
    """Copy the database and then the store, during which the store stood still."""
    store = release_store()
    for _ in range(ROUNDS):
        shutil.rmtree(folder / STORE, ignore_errors=True)  # of a round before this one: it may hold what is gone now
        before = _standing(store)
        (folder / source.file).unlink(missing_ok=True)
        facts = source.copy(folder / source.file)
        reach(BackupStep.DATABASE_COPIED)
        try:
            sums = copy_files(StoreFiles(store), folder, previous)
        except MissingError:
            continue  # taken away since it was listed
        reach(BackupStep.STORE_COPIED)
        if _standing(store) == before:
            with (folder / source.file).open("rb") as stream:
                return facts, {source.file: sha256_of(stream), **sums}
    raise BackupError(
        "De opslag veranderde tijdens elke poging: er wordt gepubliceerd of gebouwd. Probeer het later opnieuw, of zet "
        "het werk in Techniek op pauze."
    )


def _standing(store: Store) -> tuple[Sequence[str], bytes]:
    """Return what tells whether the store moved: its other files never change under their key."""
    return list(store.keys("")), store.read(CATALOGUE) if store.exists(CATALOGUE) else b""


def _removed(root: Path, keep: int | None) -> tuple[str, ...]:
    old = [] if keep is None else backups_in(root)[:-keep]
    for backup in old:
        throw_away(backup)
    return tuple(backup.name for backup in old)


def _recorded(made: Made, at: datetime) -> None:
    name = made.folder.name
    with transaction.atomic():
        record(
            action=Action.BACKUP_MADE,
            obj=Subject("reservekopie", name, f"reservekopie {name}"),
            by=None,
            at=at,
            details={
                "bestanden": made.manifest.files,
                "bytes": made.manifest.size,
                "sha256": made.sha256,
                "uitgaven": len(made.manifest.facts.releases),
                "weggegooid": len(made.removed),
            },
        )
