"""Builds a release's pack and puts it in the store. Derived from the database: it can always be made again."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction

from publishing.attempts.held import Held
from publishing.attempts.steps import reach
from publishing.documents.canonical import canonical_bytes
from publishing.documents.manifest import Manifest
from publishing.releases.models import PackRecord, Release
from publishing.releases.reading import bodies_of, manifest_of
from publishing.releases.steps import PackStep
from publishing.releases.storage import release_store
from publishing.store.base import MissingError, UnreachableError
from publishing.store.files import sha256_of
from publishing.store.layout import candidate_pack, public_pack
from publishing.store.pack import PackDocument, PackRetired, write_pack


@contextmanager
def built_pack(release: Release) -> Iterator[Path]:
    """Give the pack of ``release`` as a temporary file; raise TamperedError, or UnreachableError for a full disk."""
    manifest = manifest_of(release)
    with tempfile.TemporaryDirectory(prefix="pack-") as folder:
        path = Path(folder) / "pack.sqlite"
        try:
            _write(path, release, manifest)
        except (sqlite3.OperationalError, OSError) as error:
            said = f"Het pakket van {release.number} kan nu niet worden gemaakt: {error}. Is er ruimte op de schijf?"
            raise UnreachableError(said) from error
        yield path


def _write(path: Path, release: Release, manifest: Manifest) -> None:
    write_pack(
        path,
        meta={
            "number": release.number,
            "digest": release.digest,
            "reference_date": release.reference_date.isoformat(),
            "schema_version": release.schema_version,
        },
        manifest=bytes(release.manifest),
        documents=(
            PackDocument(entry.kind, entry.id, entry.digest, body) for entry, body in bodies_of(manifest.documents)
        ),
        retired=(PackRetired(one.kind, one.id, canonical_bytes(one)) for one in manifest.retired),
    )


def ensure_pack(release: Release, *, held: Held | None = None) -> PackRecord:
    """Return the record of a pack that lies whole in the store, building it where it is not. Twice is harmless.

    The release's row is the lock: of two who build at once, the second finds what the first one stored. Building,
    which grows with the release, happens before it. Raise LostLeaseError when ``held`` was taken over meanwhile.
    """
    reach(PackStep.BEGUN)
    record = _whole_pack(release)
    if record is not None:
        return record
    with built_pack(release) as path:
        reach(PackStep.BUILT)
        with transaction.atomic():
            Release.objects.select_for_update().get(pk=release.pk)
            if held is not None:
                held.check(held.clock())
            record = _whole_pack(release) or _stored(release, path)
    reach(PackStep.COMMITTED)
    return record


def _whole_pack(release: Release) -> PackRecord | None:
    record = release.packs.order_by("-pk").first()
    keys = (candidate_pack(release.digest), public_pack(release.digest))
    return record if record and any(_matches(key, record) for key in keys) else None


def _stored(release: Release, path: Path) -> PackRecord:
    store = release_store()
    key = candidate_pack(release.digest)
    if store.exists(key):
        store.remove(key)  # damaged, or left by a worker that died before it could record it; never public
        reach(PackStep.LEFTOVER_REMOVED)
    store.add(key, path)
    reach(PackStep.STORED)
    with path.open("rb") as stream:
        record = PackRecord.objects.create(release=release, sha256=sha256_of(stream), size=path.stat().st_size)
    reach(PackStep.RECORDED)
    return record


def promote_pack(release: Release) -> PackRecord:
    """Copy the pack to where the public process reads, before publication; raise ConflictError on other bytes there."""
    record = ensure_pack(release)
    store = release_store()
    if not _matches(public_pack(release.digest), record):
        store.add(public_pack(release.digest), store.local_file(candidate_pack(release.digest)))
    return record


def _matches(key: str, record: PackRecord) -> bool:
    try:
        with release_store().open(key) as stream:
            return sha256_of(stream) == record.sha256
    except MissingError:
        return False
