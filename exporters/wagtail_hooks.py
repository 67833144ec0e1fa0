"""What exporters add to Wagtail's admin."""

from wagtail import hooks

from exporters.screens.views import ArtifactsViewSet


@hooks.register("register_admin_viewset")
def artifact_addresses() -> ArtifactsViewSet:
    """Return the addresses about artefacts."""
    return ArtifactsViewSet()
