"""What vetting adds to Wagtail's admin."""

from typing import Any

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms.vetting.merging.merge import MERGED
from cms.vetting.merging.undo import UNDONE
from cms.vetting.screens.interventions import InterventionViewSet
from cms.vetting.screens.merging import MergingViewSet
from cms.vetting.screens.observations import ObservationViewSet
from cms.vetting.screens.verdicts.viewset import VerdictViewSet

register_snippet(InterventionViewSet)


@hooks.register("register_admin_viewset")
def vetting_screens() -> list[Any]:
    """Return the screens of observations, of merging interventions, and of verdicts."""
    return [ObservationViewSet(), MergingViewSet(), VerdictViewSet()]


@hooks.register("register_log_actions")
def merging_in_the_history(actions: Any) -> None:
    """Let the history of an item say that it was merged."""
    actions.register_action(MERGED, "Samenvoegen", "Interventies samengevoegd")
    actions.register_action(UNDONE, "Samenvoeging ongedaan maken", "Samenvoeging ongedaan gemaakt")
