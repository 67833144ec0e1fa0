"""How the artefacts of a release stand: waiting, being made, there, or failed with why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from exporters.base import Exporter
from exporters.editions import whole_artifacts
from exporters.models import Artifact
from exporters.registry import EXPORTERS
from exporters.services import work_kind
from publishing.attempts.progress import Progress, Stage, progress_of
from publishing.attempts.works import WORKS
from publishing.releases.models import Release
from publishing.releases.standing import Standing, standing_of


@dataclass(frozen=True, kw_only=True)
class ArtifactState:
    """One kind: the artefact when it is there, else how far it is; neither when nobody makes it any more."""

    exporter: Exporter
    artifact: Artifact | None = None
    progress: Progress | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether it changes without anybody doing something."""
        return self.progress is not None and self.progress.is_under_way

    @property
    def has_failed(self) -> bool:
        """Whether a person may want to try again."""
        return self.progress is not None and self.progress.stage is Stage.FAILED

    @property
    def mark(self) -> str:
        """What a page compares to see that something changed."""
        return f"{self.exporter.kind}:{'' if self.progress is None else self.progress.mark}"


def artifact_states(release: Release, *, at: datetime) -> Iterator[ArtifactState]:
    """Yield every kind, in the order of the registry. Of what is replaced only what was made before is there."""
    held = {(one.kind, one.exporter_version): one for one in whole_artifacts(release)}
    is_wanted = standing_of(release) in (Standing.CANDIDATE, Standing.LIVE)
    asked_at = release.newest_freeze.at
    for exporter in EXPORTERS.values():
        artifact = held.get((exporter.kind, exporter.version))
        progress = None
        if artifact is None and is_wanted:
            progress = progress_of(WORKS[work_kind(exporter)], release.digest, asked_at=asked_at, at=at)
        yield ArtifactState(exporter=exporter, artifact=artifact, progress=progress)
