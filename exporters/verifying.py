"""Whether an artefact's bytes are what was recorded."""

from collections.abc import Iterator

from exporters.models import Artifact
from publishing.releases.difference import Difference
from publishing.releases.models import Release
from publishing.releases.storage import release_store
from publishing.store.base import MissingError
from publishing.store.catalogue import CatalogueError, read_catalogue
from publishing.store.files import sha256_of
from publishing.store.layout import artifact as artifact_key
from publishing.store.layout import public_export


def difference_of(artifact: Artifact) -> Difference | None:
    """Return what is wrong with the stored bytes of ``artifact``, None when they are whole."""
    return _difference(artifact_key(artifact.sha256), artifact.sha256, artifact.filename)


def public_differences(release: Release) -> Iterator[Difference]:
    """Yield what is wrong with the files that the catalogue offers of ``release``."""
    try:
        told = read_catalogue(release_store()).release(release.number)
    except CatalogueError:
        return  # named as such by who verifies the catalogue
    for export in told.exports if told is not None and told.digest == release.digest else ():
        if found := _difference(public_export(export.sha256), export.sha256, export.filename):
            yield found


def _difference(key: str, sha256: str, filename: str) -> Difference | None:
    try:
        with release_store().open(key) as stream:
            if sha256_of(stream) == sha256:
                return None
    except MissingError:
        return Difference(f"{key} ({filename})", "het bestand ontbreekt in de opslag")
    return Difference(f"{key} ({filename})", "de bytes kloppen niet met de vastgelegde SHA-256")
