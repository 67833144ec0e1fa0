"""What a target is to hold of a release: files with their digests, and the overview that lists them."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from exporters.base import Exporter, ExportError
from exporters.models import Artifact
from exporters.registry import EXPORTERS
from exporters.services import held_artifact, made_artifact
from exporters.targets.base import OVERVIEW, PlacedFile, TargetError
from exporters.targets.media_types import media_type_of
from exporters.targets.models import Target
from exporters.targets.unpacking import unpack
from publishing.attempts.errors import AttemptError
from publishing.documents.canonical import canonical_bytes, digest
from publishing.releases.errors import ReleaseError
from publishing.releases.models import Release
from publishing.releases.storage import release_store
from publishing.store.base import StoreError
from publishing.store.files import sha256_of
from publishing.store.layout import artifact as artifact_key
from publishing.store.pack_reader import PackError

_ZIP = "application/zip"


@dataclass(frozen=True, kw_only=True)
class Sourced:
    """A file that is to be placed, the kind of artefact it comes from, and where its bytes are now."""

    file: PlacedFile
    kind: str
    source: Path


@dataclass(frozen=True, kw_only=True)
class Contents:
    """All files in order of their names, the overview last. ``digest`` is that of the overview, so of everything."""

    sourced: tuple[Sourced, ...]
    overview: bytes
    digest: str

    @property
    def files(self) -> list[PlacedFile]:
        """The files without their sources."""
        return [one.file for one in self.sourced]


@contextmanager
def contents_for(target: Target, release: Release, *, at: datetime, make: bool) -> Iterator[Contents]:
    """Give what ``target`` is to hold of ``release``; ``make`` what is missing. Raise TargetError when it cannot be.

    The sources last as long as the context.
    """
    with TemporaryDirectory(prefix="aflevering-") as folder:
        try:
            files: list[Sourced] = []
            for kind in sorted(target.kinds):
                artifact = _artifact(release, kind, at=at, make=make)
                files += _files_of(artifact, Path(folder), unpacked=kind in target.unpacked)
            contents = _contents(release, sorted(files, key=lambda one: one.file.name), Path(folder))
        except OSError as error:
            raise TargetError(
                f"Op deze machine kon de aflevering niet worden klaargezet: {error.strerror or error}. Is er ruimte in "
                "de tijdelijke map?"
            ) from error
        yield contents


def files_in(overview: bytes) -> dict[str, str]:
    """Return the name and SHA-256 of every file that an overview stands for, itself included."""
    listed = msgspec.json.decode(overview)["bestanden"]
    found = {one["naam"]: one["sha256"] for one in listed}
    return found | {OVERVIEW: digest(overview)}


def _artifact(release: Release, kind: str, *, at: datetime, make: bool) -> Artifact:
    exporter = EXPORTERS.get(kind)
    if exporter is None:
        raise TargetError(f"De exportsoort ‘{kind}’ bestaat niet meer. Haal hem van het doel af.", permanent=True)
    try:
        found = made_artifact(release, exporter, at=at) if make else held_artifact(release, exporter)
    except (AttemptError, ExportError, ReleaseError, StoreError, PackError, OSError) as error:
        raise _missing(exporter, str(error)) from error
    if found is None:
        raise _missing(exporter, "Het is nog niet gemaakt.")
    return found


def _missing(exporter: Exporter, why: str) -> TargetError:
    return TargetError(
        f"Het exportbestand ‘{exporter.title}’ is er niet. {why} Wat er al ligt blijft zolang staan: een halve uitgave "
        "leveren wij niet af."
    )


def _files_of(artifact: Artifact, folder: Path, *, unpacked: bool) -> Iterator[Sourced]:
    source = release_store().local_file(artifact_key(artifact.sha256))
    with source.open("rb") as stream:
        if sha256_of(stream) != artifact.sha256:
            raise TargetError(
                f"{artifact.filename} klopt niet met zijn SHA-256: het bestand in de opslag is veranderd."
            )
    if not unpacked:
        file = PlacedFile(
            name=artifact.filename, size=artifact.size, sha256=artifact.sha256, media_type=artifact.media_type
        )
        yield Sourced(file=file, kind=artifact.kind, source=source)
        return
    if artifact.media_type != _ZIP:
        raise TargetError(f"{artifact.filename} is geen zip en kan niet worden uitgepakt.", permanent=True)
    for name in unpack(source, folder / artifact.kind):
        path = folder / artifact.kind / name
        yield Sourced(file=_file(f"{artifact.kind}/{name}", path), kind=artifact.kind, source=path)


def _file(name: str, path: Path) -> PlacedFile:
    with path.open("rb") as stream:
        sha256 = sha256_of(stream)
    return PlacedFile(name=name, size=path.stat().st_size, sha256=sha256, media_type=media_type_of(name, path))


def _contents(release: Release, sourced: list[Sourced], folder: Path) -> Contents:
    names = [one.file.name for one in sourced] + [OVERVIEW]
    if twice := sorted({name for name, count in Counter(names).items() if count > 1}):
        raise TargetError(
            f"Twee exportbestanden willen ‘{twice[0]}’ heten. Haal er één van het doel af.", permanent=True
        )
    overview = canonical_bytes(
        {
            "uitgave": release.number,
            "vingerafdruk": release.digest,
            "bestanden": [_listed(one) for one in sourced],
        }
    )
    path = folder / f".{OVERVIEW}"
    path.write_bytes(overview)
    file = PlacedFile(name=OVERVIEW, size=len(overview), sha256=digest(overview), media_type="application/json")
    whole = (*sourced, Sourced(file=file, kind="", source=path))
    return Contents(sourced=whole, overview=overview, digest=file.sha256)


def _listed(one: Sourced) -> dict[str, Any]:
    return {"naam": one.file.name, "grootte": one.file.size, "sha256": one.file.sha256, "soort": one.kind}
