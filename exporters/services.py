"""Makes artefacts and puts them in the store, once per release, kind and exporter version."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.db import transaction

from exporters.base import Exporter, ExportError
from exporters.models import Artifact
from exporters.registry import EXPORTERS
from publishing.releases.models import Release
from publishing.releases.packs import built_pack
from publishing.releases.redactions.holding import edition_of
from publishing.releases.storage import release_store
from publishing.store.files import sha256_of
from publishing.store.layout import artifact as artifact_key
from publishing.store.pack_reader import Pack


def export_release(*, release: Release, at: datetime, kinds: list[str] | None = None) -> list[Artifact]:
    """Return the artefacts of ``release``, of all kinds or of some, making what is missing; raise ExportError."""
    exporters = [_exporter(kind) for kind in kinds or EXPORTERS]
    made = {one.kind: one for one in _made(release, exporters)}
    missing = [exporter for exporter in exporters if exporter.kind not in made]
    if missing:
        with _opened_pack(release) as pack:
            made |= {exporter.kind: _export(release, exporter, pack, at=at) for exporter in missing}
    return [made[exporter.kind] for exporter in exporters]


def _exporter(kind: str) -> Exporter:
    try:
        return EXPORTERS[kind]
    except KeyError as error:
        raise ExportError(f"Er is geen exportsoort '{kind}'. Kies uit: {', '.join(EXPORTERS)}.") from error


def _made(release: Release, exporters: list[Exporter]) -> Iterator[Artifact]:
    versions = {exporter.kind: exporter.version for exporter in exporters}
    for artifact in Artifact.objects.filter(release=release, kind__in=versions, edition=edition_of(release)):
        is_there = release_store().exists(
            artifact_key(artifact.sha256)
        )  # a lost file is made anew, with the same bytes
        if artifact.exporter_version == versions[artifact.kind] and is_there:
            yield artifact


@contextmanager
def _opened_pack(release: Release) -> Iterator[Pack]:
    with built_pack(release) as path:
        pack = Pack(path)
        try:
            yield pack
        finally:
            pack.close()


def _export(release: Release, exporter: Exporter, pack: Pack, *, at: datetime) -> Artifact:
    """Store the bytes first, under their own digest, then record them: a kill in between leaves nothing false."""
    described, edition = exporter.describe(pack), len(pack.meta.get("redacted", "").split())
    with tempfile.TemporaryDirectory(prefix="export-") as folder:
        path = Path(folder) / "artifact"
        exporter.write(pack, path)
        with path.open("rb") as stream:
            sha256 = sha256_of(stream)
        release_store().add(artifact_key(sha256), path)
        with transaction.atomic():
            artifact, _ = Artifact.objects.get_or_create(
                release=release,
                kind=exporter.kind,
                exporter_version=exporter.version,
                edition=edition,
                defaults={
                    "filename": described.filename,
                    "media_type": described.media_type,
                    "sha256": sha256,
                    "size": path.stat().st_size,
                    "made_at": at,
                },
            )
    return artifact


def copy_artifact(artifact: Artifact, folder: Path) -> Path:
    """Copy an artefact under its own name into ``folder``, whole or not at all, and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{artifact.filename}.", dir=folder)  # of our own: two may copy at once
    staged = Path(name)
    try:
        with release_store().open(artifact_key(artifact.sha256)) as source, os.fdopen(handle, "wb") as copy:
            shutil.copyfileobj(source, copy, 1 << 20)
        staged.chmod(0o644)
        with staged.open("rb") as stream:
            whole = sha256_of(stream) == artifact.sha256
        if not whole:
            raise ExportError(
                f"{artifact.filename} klopt niet met zijn SHA-256: het bestand in de opslag is veranderd."
            )
        return staged.replace(folder / artifact.filename)
    finally:
        staged.unlink(missing_ok=True)
