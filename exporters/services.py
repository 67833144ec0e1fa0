"""Makes artefacts and puts them in the store, once per release, kind and exporter version.

Those three are all that an artefact is made of: a release is its digest, and an exporter reads nothing but its pack.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from django.db import transaction

from exporters.base import Exporter, ExportError, Following
from exporters.editions import edition_for, sources_of, whole_artifacts
from exporters.models import Artifact
from exporters.registry import EXPORTERS
from exporters.steps import ExportStep
from publishing.attempts.attempting import attempting
from publishing.attempts.held import Held, running_from
from publishing.attempts.steps import reach
from publishing.attempts.works import WORKS
from publishing.releases.models import Release
from publishing.releases.packs import pack_file
from publishing.releases.storage import release_store
from publishing.store.files import sha256_of
from publishing.store.layout import artifact as artifact_key
from publishing.store.layout import public_export
from publishing.store.pack_reader import Pack


def export_release(*, release: Release, at: datetime, kinds: list[str] | None = None) -> list[Artifact]:
    """Return the artefacts of ``release``, of all kinds or of some, making what is missing.

    A person waits for it, so what failed before is tried again. Raise ExportError, or AttemptError when the work is
    paused or somebody is at it.
    """
    return [made_artifact(release, _exporter(kind), at=at, asked=True) for kind in kinds or EXPORTERS]


def made_artifact(release: Release, exporter: Exporter, *, at: datetime, asked: bool = False) -> Artifact:
    """Return the artefact of one kind, making it where it is missing or its bytes are lost.

    ``asked``: a person waits for it, so what failed before does not count. Raise ExportError, or AttemptError when it
    cannot be tried now.
    """
    found = held_artifact(release, exporter)
    if found is None:
        work = WORKS[work_kind(exporter)]
        with attempting(work=work, subject=release.digest, clock=running_from(at), asked=asked) as held:
            found = make_artifact(release, exporter, held=held)
    return found


def work_kind(exporter: Exporter) -> str:
    """Return under which kind of work its artefacts are made, see work.py."""
    return f"export-{exporter.kind}"


def make_artifact(release: Release, exporter: Exporter, *, held: Held) -> Artifact:
    """Make the artefact unless it is there; raise ExportError, or LostLeaseError when ``held`` is lost."""
    reach(ExportStep.BEGUN)
    found = held_artifact(release, exporter)
    if found is None:
        with _packs(release, exporter, held) as packs:
            found = _export(release, exporter, packs, held=held)
    reach(ExportStep.COMMITTED)
    return found


@contextmanager
def _packs(release: Release, exporter: Exporter, held: Held) -> Iterator[list[Pack]]:
    """Give the packs that ``exporter`` reads: that of ``release``, and of its predecessor for a kind that follows."""
    with ExitStack() as opened:
        followed = release.predecessor if isinstance(exporter, Following) else None
        packs = [Pack(pack_file(one, held=held)) for one in (release, followed) if one is not None]
        for pack in packs:
            opened.callback(pack.close)
        yield packs


def _exporter(kind: str) -> Exporter:
    try:
        return EXPORTERS[kind]
    except KeyError as error:
        raise ExportError(f"Er is geen exportsoort '{kind}'. Kies uit: {', '.join(EXPORTERS)}.") from error


def held_artifact(release: Release, exporter: Exporter) -> Artifact | None:
    """Return the artefact of this kind by this version of its exporter, None when it or its file is not there."""
    found = whole_artifacts(release).filter(kind=exporter.kind, exporter_version=exporter.version).first()
    # A lost file is made anew, with the same bytes.
    return found if found is not None and release_store().exists(artifact_key(found.sha256)) else None


def _export(release: Release, exporter: Exporter, packs: list[Pack], *, held: Held) -> Artifact:
    """Store the bytes first, under their own digest, then record them: a kill in between leaves nothing false."""
    described = exporter.describe(packs[0])
    edition = sum(len(pack.meta.get("redacted", "").split()) for pack in packs)
    with tempfile.TemporaryDirectory(prefix="export-") as folder:
        path = Path(folder) / "artifact"
        _write(exporter, packs, path)
        reach(ExportStep.WRITTEN)
        with path.open("rb") as stream:
            sha256 = sha256_of(stream)
        release_store().add(artifact_key(sha256), path)
        reach(ExportStep.STORED)
        with transaction.atomic():
            now = held.clock()
            held.check(now)
            _refuse_erased(release, exporter, edition, sha256)
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
                    "made_at": now,
                },
            )
            _refuse_other_bytes(artifact, sha256)
            reach(ExportStep.RECORDED)
    return artifact


def _write(exporter: Exporter, packs: list[Pack], path: Path) -> None:
    pack, *followed = packs
    if isinstance(exporter, Following) and followed:
        exporter.write_since(followed[0], pack, path)
    else:
        exporter.write(pack, path)


def _refuse_erased(release: Release, exporter: Exporter, edition: int, sha256: str) -> None:
    """Raise ExportError when something was erased from what this is made of meanwhile, and take the file away."""
    list(sources_of(release, exporter).order_by("pk").select_for_update())  # who erases locks them too
    if edition_for(release, exporter) != edition:
        release_store().remove(artifact_key(sha256))
        raise ExportError(f"Uit uitgave {release.number} is intussen iets gewist. Maak het bestand opnieuw.")


def _refuse_other_bytes(artifact: Artifact, sha256: str) -> None:
    """Raise ExportError when ``artifact``, whose file was lost, was recorded with other bytes than were made now."""
    if artifact.sha256 == sha256:
        return
    if not Artifact.objects.filter(sha256=sha256).exists():
        release_store().remove(artifact_key(sha256))
    raise ExportError(
        f"{artifact.filename} is kwijt, en opnieuw gemaakt is het niet hetzelfde bestand: SHA-256 {sha256[:12]}… in "
        f"plaats van {artifact.sha256[:12]}…. Zet artifacts/{artifact.sha256} terug uit een back-up."
    )


def promote(artifact: Artifact) -> None:
    """Copy the bytes to where the public process reads, before the release goes out; no catalogue leads there yet."""
    store, key = release_store(), public_export(artifact.sha256)
    if not store.exists(key):
        store.add(key, store.local_file(artifact_key(artifact.sha256)))


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
