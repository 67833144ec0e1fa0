"""Answers for the artefacts when a release is verified, and takes away what holds an erased document."""

from contextlib import suppress
from typing import Any

from django.dispatch import receiver

from exporters.models import Artifact
from publishing.releases.difference import Difference
from publishing.releases.models import Release
from publishing.releases.redactions.clearing import release_redacted
from publishing.releases.redactions.holding import edition_of
from publishing.releases.storage import release_store
from publishing.releases.verify import files_claimed, release_verified
from publishing.store.base import MissingError
from publishing.store.files import sha256_of
from publishing.store.layout import artifact as artifact_key


@receiver(release_verified)
def artifact_differences(sender: Any, release: Release, **kwargs: Any) -> list[Difference]:
    """Return the artefacts of ``release`` whose bytes are gone or changed, or hold what was erased."""
    whole = Artifact.objects.filter(release=release, edition=edition_of(release))
    found = [difference for one in whole if (difference := _difference(one))]
    return [*found, *(Difference(key, "het bestand bevat nog wat is gewist") for key in _stale_files(release))]


@receiver(files_claimed)
def claimed_artifacts(sender: Any, **kwargs: Any) -> set[str]:
    """Return where the artefacts lie that were recorded."""
    return {artifact_key(sha256) for sha256 in Artifact.objects.values_list("sha256", flat=True)}


@receiver(release_redacted)
def remove_artifacts(sender: Any, release: Release, **kwargs: Any) -> None:
    """Take the files away that hold what was erased; they are made anew when somebody asks for them."""
    for key in _stale_files(release):
        with suppress(MissingError):  # another sweep was quicker
            release_store().remove(key)


def _stale_files(release: Release) -> list[str]:
    """Return the keys in the store of artefacts from before the newest redaction, but for bytes that it left alone."""
    edition = edition_of(release)
    whole = Artifact.objects.filter(release=release, edition=edition).values("sha256")
    stale = Artifact.objects.filter(release=release, edition__lt=edition).exclude(sha256__in=whole)
    keys = {artifact_key(sha256) for sha256 in stale.values_list("sha256", flat=True)}
    return [key for key in sorted(keys) if release_store().exists(key)]


def _difference(artifact: Artifact) -> Difference | None:
    key = artifact_key(artifact.sha256)
    try:
        with release_store().open(key) as stream:
            if sha256_of(stream) == artifact.sha256:
                return None
    except MissingError:
        return Difference(f"{key} ({artifact.filename})", "het bestand ontbreekt in de opslag")
    return Difference(f"{key} ({artifact.filename})", "de bytes kloppen niet met de vastgelegde SHA-256")
