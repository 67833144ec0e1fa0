"""Answers for the artefacts when a release is verified."""

from typing import Any

from django.dispatch import receiver

from exporters.models import Artifact
from publishing.releases.models import Release
from publishing.releases.storage import release_store
from publishing.releases.verify import Difference, release_verified
from publishing.store.base import MissingError
from publishing.store.files import sha256_of
from publishing.store.layout import artifact as artifact_key


@receiver(release_verified)
def artifact_differences(sender: Any, release: Release, **kwargs: Any) -> list[Difference]:
    """Return the artefacts of ``release`` whose bytes are gone or changed."""
    return [difference for one in Artifact.objects.filter(release=release) if (difference := _difference(one))]


def _difference(artifact: Artifact) -> Difference | None:
    key = artifact_key(artifact.sha256)
    try:
        with release_store().open(key) as stream:
            if sha256_of(stream) == artifact.sha256:
                return None
    except MissingError:
        return Difference(f"{key} ({artifact.filename})", "het bestand ontbreekt in de opslag")
    return Difference(f"{key} ({artifact.filename})", "de bytes kloppen niet met de vastgelegde SHA-256")
