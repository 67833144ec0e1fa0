"""The section *Exportbestanden* on the page of a release."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from cms.accounts.models import User
from exporters.states import ArtifactState, artifact_states
from exporters.targets.reading import targets_with
from exporters.targets.screens.access import VIEW as VIEW_TARGETS
from publishing.releases.models import Release
from publishing.releases.screens.access import FREEZE, PUBLISH
from publishing.releases.screens.beside import Panel


class ArtifactsPanel(Panel):
    """Every kind of artefact with its state, and a button where one failed."""

    anchor = "exportbestanden-kop"
    title = "Exportbestanden"
    template = "exporters/panel.html"

    def shown(self, release: Release, viewer: User) -> Any:
        states, lying = list(artifact_states(release, at=timezone.now())), list(targets_with(release))
        failed = sum(one.has_failed for one in states)
        return {
            "states": states,
            "rows": [(one, [at for at in lying if one.exporter.kind in at.target.kinds]) for one in states],
            "there": sum(one.artifact is not None for one in states),
            "failed": failed,
            "busy": sum(one.is_under_way and not one.has_failed for one in states),
            "lying": lying,
            "may_see_targets": viewer.has_perm(VIEW_TARGETS),
            "mark": mark_of(states),
            "is_under_way": any(one.is_under_way for one in states),
            "may_retry": may_retry(viewer),
        }

    def reasons(self, release: Release) -> Iterator[str]:
        for one in artifact_states(release, at=timezone.now()):
            if one.exporter.required and one.has_failed and one.progress is not None:
                yield f"Het exportbestand ‘{one.exporter.title}’ is mislukt. {one.progress.note}"


def mark_of(states: list[ArtifactState]) -> str:
    """Return what a page compares to see that something changed."""
    return " ".join(one.mark for one in states)


def may_retry(viewer: User) -> bool:
    """Whether ``viewer`` may have a failed artefact made again: who makes candidates, and who lets them out."""
    return viewer.has_perm(FREEZE) or viewer.has_perm(PUBLISH)
