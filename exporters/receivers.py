"""What exporters do about a release: artefacts begin once it has a pack, and answer for themselves when verified."""

from typing import Any

from exporters.models import Artifact
from exporters.registry import EXPORTERS
from exporters.services import work_kind
from exporters.verifying import difference_of
from publishing.attempts.tasks import nudge
from publishing.releases.models import Release
from publishing.releases.pack_work import release_packed
from publishing.releases.verify import Difference, release_verified


def connect() -> None:
    """Listen."""
    release_packed.connect(begin_artifacts)
    release_verified.connect(artifact_differences)


def begin_artifacts(sender: Any, release: Release, **kwargs: Any) -> None:
    """Let workers make every kind of artefact of ``release``; the sweep does so for whom no message came."""
    for exporter in EXPORTERS.values():
        nudge(work_kind(exporter), release.digest)


def artifact_differences(sender: Any, release: Release, **kwargs: Any) -> list[Difference]:
    """Return the artefacts of ``release`` whose bytes are gone or changed."""
    return [found for one in Artifact.objects.filter(release=release) if (found := difference_of(one))]
