"""What vetting adds to Wagtail's admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms.vetting.screens.interventions import InterventionViewSet
from cms.vetting.screens.observations import ObservationViewSet

register_snippet(InterventionViewSet)


@hooks.register("register_admin_viewset")
def observation_screens() -> ObservationViewSet:
    """Return the screens to enter an observation and to take one back."""
    return ObservationViewSet()
