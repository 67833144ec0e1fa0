"""Whether an artefact's bytes are what was recorded."""

from exporters.models import Artifact
from publishing.releases.difference import Difference
from publishing.releases.storage import release_store
from publishing.store.base import MissingError
from publishing.store.files import sha256_of
from publishing.store.layout import artifact as artifact_key


def difference_of(artifact: Artifact) -> Difference | None:
    """Return what is wrong with the stored bytes of ``artifact``, None when they are whole."""
    key = artifact_key(artifact.sha256)
    try:
        with release_store().open(key) as stream:
            if sha256_of(stream) == artifact.sha256:
                return None
    except MissingError:
        return Difference(f"{key} ({artifact.filename})", "het bestand ontbreekt in de opslag")
    return Difference(f"{key} ({artifact.filename})", "de bytes kloppen niet met de vastgelegde SHA-256")
