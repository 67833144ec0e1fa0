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
from exporters.steps import ExportStep
from publishing.attempts.attempting import attempting
from publishing.attempts.held import Held
from publishing.attempts.steps import reach
from publishing.attempts.works import WORKS
from publishing.releases.models import Release
from publishing.releases.packs import built_pack
from publishing.releases.redactions.holding import edition_of
from publishing.releases.storage import release_store
from publishing.store.files import sha256_of
from publishing.store.layout import artifact as artifact_key
from publishing.store.pack_reader import Pack

EXPORT = "export"  # the kind of work, see work.py


def export_release(*, release: Release, at: datetime, kinds: list[str] | None = None) -> list[Artifact]:
    """Return the artefacts of ``release``, of all kinds or of some, making what is missing.

    A person waits for it, so what failed before is tried again. Raise ExportError, or AttemptError when the work is
    paused or somebody is at it.
    """
    exporters = [_exporter(kind) for kind in kinds or EXPORTERS]
    if _missing(release, exporters):
        with attempting(work=WORKS[EXPORT], subject=release.digest, clock=lambda: at, asked=True) as held:
            make_artifacts(release, exporters, held=held)
    made = {one.kind: one for one in _made(release, exporters)}
    return [made[exporter.kind] for exporter in exporters]


def make_artifacts(release: Release, exporters: list[Exporter], *, held: Held) -> None:
    """Make what is missing, in one go over one pack; raise ExportError, or LostLeaseError when ``held`` is lost."""
    reach(ExportStep.BEGUN)
    missing = _missing(release, exporters)
    if missing:
        with _opened_pack(release) as pack:
            for exporter in missing:
                _export(release, exporter, pack, held=held)
    reach(ExportStep.COMMITTED)


def _missing(release: Release, exporters: list[Exporter]) -> list[Exporter]:
    made = {one.kind for one in _made(release, exporters)}
    return [exporter for exporter in exporters if exporter.kind not in made]


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


def _export(release: Release, exporter: Exporter, pack: Pack, *, held: Held) -> None:
    """Store the bytes first, under their own digest, then record them: a kill in between leaves nothing false."""
    described, edition = exporter.describe(pack), len(pack.meta.get("redacted", "").split())
    with tempfile.TemporaryDirectory(prefix="export-") as folder:
        path = Path(folder) / "artifact"
        exporter.write(pack, path)
        reach(ExportStep.WRITTEN)
        with path.open("rb") as stream:
            sha256 = sha256_of(stream)
        release_store().add(artifact_key(sha256), path)
        reach(ExportStep.STORED)
        with transaction.atomic():
            now = held.clock()
            held.check(now)
            _refuse_erased(release, edition, sha256)
            Artifact.objects.get_or_create(
                release=release,
                kind=exporter.kind,
                exporter_version=exporter.version,
                edition=edition,
                defaults={
                    "filename": described.filename,
                    "media_type": described.media_type,
                    "sha256": sha256,
                    "size": path.stat().st_size,
                    "made_at": now,
                },
            )
            reach(ExportStep.RECORDED)


def _refuse_erased(release: Release, edition: int, sha256: str) -> None:
    """Raise ExportError when something was erased from ``release`` while this was made, and take the file away."""
    Release.objects.select_for_update().get(pk=release.pk)  # who erases locks it too
    if edition_of(release) != edition:
        release_store().remove(artifact_key(sha256))
        raise ExportError(f"Uit uitgave {release.number} is intussen iets gewist. Maak het bestand opnieuw.")


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
