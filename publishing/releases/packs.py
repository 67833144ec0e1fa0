"""Builds a release's pack and puts it in the store. Derived from the database: it can always be made again."""

import sqlite3
import tempfile
from collections.abc import Iterator, Set
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction

from publishing.attempts.held import Held
from publishing.attempts.steps import reach
from publishing.documents.canonical import canonical_bytes
from publishing.documents.indexing import Indexer
from publishing.documents.manifest import Entry, Manifest
from publishing.releases.models import PackRecord, Release
from publishing.releases.reading import bodies_of, manifest_of
from publishing.releases.redactions.holding import edition_of
from publishing.releases.redactions.models import redacted_digests
from publishing.releases.steps import PackStep
from publishing.releases.storage import release_store
from publishing.store.base import MissingError, UnreachableError
from publishing.store.files import sha256_of
from publishing.store.layout import candidate_pack, public_pack
from publishing.store.pack import PackDocument, PackRetired, write_pack


@contextmanager
def built_pack(release: Release, *, without: Set[str] = frozenset()) -> Iterator[Path]:
    """Give the pack of ``release`` as a temporary file, lacking what was or (``without``) is to be erased; raise
    TamperedError, or UnreachableError for a full disk.
    """
    manifest = manifest_of(release)
    erased = {entry.digest for entry in manifest.documents} & (redacted_digests() | without)
    with tempfile.TemporaryDirectory(prefix="pack-") as folder:
        path = Path(folder) / "pack.sqlite"
        try:
            _write(path, release, manifest, erased)
        except (sqlite3.OperationalError, OSError) as error:
            said = f"Het pakket van {release.number} kan nu niet worden gemaakt: {error}. Is er ruimte op de schijf?"
            raise UnreachableError(said) from error
        yield path


def _write(path: Path, release: Release, manifest: Manifest, erased: Set[str]) -> None:
    write_pack(
        path,
        meta={
            "number": release.number,
            "digest": release.digest,
            "reference_date": release.reference_date.isoformat(),
            "schema_version": release.schema_version,
            **({"redacted": " ".join(sorted(erased))} if erased else {}),
        },
        manifest=bytes(release.manifest),
        documents=_documents(manifest.documents, erased),
        retired=(PackRetired(one.kind, one.id, canonical_bytes(one)) for one in manifest.retired),
        indexer=Indexer(),
    )


def _documents(entries: list[Entry], erased: Set[str]) -> Iterator[PackDocument | None]:
    """Yield the documents in the order of the release, None in the place of an erased one."""
    bodies = bodies_of([entry for entry in entries if entry.digest not in erased])
    for entry in entries:
        yield None if entry.digest in erased else PackDocument(entry.kind, entry.id, entry.digest, next(bodies)[1])


def ensure_pack(release: Release, *, held: Held | None = None) -> PackRecord:
    """Return the record of a pack that lies whole in the store, building it where it is not. Twice is harmless.

    The release's row is the lock: of two who build at once, the second finds what the first one stored. Building,
    which grows with the release, happens before it; what was erased meanwhile is left out by building again. Raise
    LostLeaseError when ``held`` was taken over meanwhile.
    """
    reach(PackStep.BEGUN)
    record = _whole_pack(release)
    if record is not None:
        return record
    edition = edition_of(release)
    with built_pack(release) as path:
        reach(PackStep.BUILT)
        record = _recorded(release, path, edition, held)
    reach(PackStep.COMMITTED)
    return record or ensure_pack(release, held=held)


@transaction.atomic
def _recorded(release: Release, path: Path, edition: int, held: Held | None) -> PackRecord | None:
    """Store and record what was built, None when something was erased from the release meanwhile."""
    Release.objects.select_for_update().get(pk=release.pk)
    if held is not None:
        held.check(held.clock())
    if edition_of(release) != edition:
        return None
    return _whole_pack(release) or _stored(release, path, edition)


def newest_pack(release: Release) -> PackRecord | None:
    """Return the record of the pack that holds: the newest one that lacks all that was erased."""
    return release.packs.filter(edition=edition_of(release)).order_by("-pk").first()


def pack_file(release: Release, *, held: Held | None = None) -> Path:
    """Return the whole pack as a file on this machine, building it where it is not; raise what ``ensure_pack`` does."""
    record = ensure_pack(release, held=held)
    return release_store().local_file(next(_whole_at(release, record)))


def _whole_pack(release: Release) -> PackRecord | None:
    record = newest_pack(release)
    return record if record and any(_whole_at(release, record)) else None


def _whole_at(release: Release, record: PackRecord) -> Iterator[str]:
    keys = (candidate_pack(release.digest, record.edition), public_pack(release.digest, record.edition))
    return (key for key in keys if _matches(key, record))


def _stored(release: Release, path: Path, edition: int) -> PackRecord:
    store = release_store()
    key = candidate_pack(release.digest, edition)
    if store.exists(key):
        store.remove(key)  # damaged, or left by a worker that died before it could record it; never public
        reach(PackStep.LEFTOVER_REMOVED)
    store.add(key, path)
    reach(PackStep.STORED)
    record = PackRecord.objects.create(release=release, edition=edition, **measured(path))
    reach(PackStep.RECORDED)
    return record


def measured(path: Path) -> "dict[str, str | int]":
    """Return what is recorded of the pack in this file: its SHA-256 and its size."""
    with path.open("rb") as stream:
        return {"sha256": sha256_of(stream), "size": path.stat().st_size}


def promote_pack(release: Release) -> PackRecord:
    """Copy the pack to where the public process reads, before publication; raise ConflictError on other bytes there."""
    record = ensure_pack(release)
    store, key = release_store(), public_pack(release.digest, record.edition)
    if not _matches(key, record):
        store.add(key, store.local_file(candidate_pack(release.digest, record.edition)))
    return record


def _matches(key: str, record: PackRecord) -> bool:
    try:
        with release_store().open(key) as stream:
            return sha256_of(stream) == record.sha256
    except MissingError:
        return False
