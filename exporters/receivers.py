"""What exporters do about a release: begin once it has a pack, answer for their files, take away what was erased."""

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from exporters.editions import stale_artifacts, whole_artifacts
from exporters.models import Artifact
from exporters.registry import EXPORTERS
from exporters.services import work_kind
from exporters.verifying import difference_of, public_differences
from publishing.attempts.tasks import nudge
from publishing.releases.difference import Difference
from publishing.releases.models import Release
from publishing.releases.pack_work import release_packed
from publishing.releases.redactions.clearing import release_redacted
from publishing.releases.storage import release_store
from publishing.releases.verify import files_claimed, release_verified
from publishing.store.base import MissingError
from publishing.store.layout import artifact as artifact_key
from publishing.store.layout import public_export


def connect() -> None:
    """Listen."""
    release_packed.connect(begin_artifacts)
    release_verified.connect(artifact_differences)
    files_claimed.connect(claimed_artifacts)
    release_redacted.connect(remove_artifacts)


def begin_artifacts(sender: Any, release: Release, **kwargs: Any) -> None:
    """Let workers make every kind of artefact of ``release``; the sweep does so for whom no message came."""
    for exporter in EXPORTERS.values():
        nudge(work_kind(exporter), release.digest)


def artifact_differences(sender: Any, release: Release, **kwargs: Any) -> list[Difference]:
    """Return the artefacts of ``release`` whose bytes are gone or changed, or hold what was erased."""
    found = [difference for one in whole_artifacts(release) if (difference := difference_of(one))]
    found += public_differences(release)
    return [*found, *(Difference(key, "het bestand bevat nog wat is gewist") for key in _stale_files(release))]


def claimed_artifacts(sender: Any, **kwargs: Any) -> set[str]:
    """Return where the artefacts lie that were recorded."""
    digests = Artifact.objects.values_list("sha256", flat=True)
    return {key for sha256 in digests for key in (artifact_key(sha256), public_export(sha256))}


def remove_artifacts(sender: Any, release: Release, **kwargs: Any) -> None:
    """Take the files away that hold what was erased; they are made anew when somebody asks for them.

    What follows ``release`` may repeat it.
    """
    for one in (release, *Release.objects.filter(predecessor=release)):
        for sha256 in _stale_digests(one):
            (settings.RELEASE_STORE_COPIES / sha256).unlink(missing_ok=True)  # of a store elsewhere
        for key in _stale_files(one):
            with suppress(MissingError):  # another sweep was quicker
                release_store().remove(key)


def _stale_files(release: Release) -> list[str]:
    """Return the keys in the store of artefacts from before the newest redaction, but for bytes that it left alone."""
    keys = {key for sha256 in _stale_digests(release) for key in (artifact_key(sha256), public_export(sha256))}
    return [key for key in sorted(keys) if release_store().exists(key)]


def _stale_digests(release: Release) -> QuerySet[Artifact, str]:
    stale = stale_artifacts(release).exclude(sha256__in=whole_artifacts(release).values("sha256"))
    return stale.values_list("sha256", flat=True)
