"""What sources add to Wagtail's admin."""

from wagtail import hooks

from cms.sources.screens.viewset import SourcesViewSet


@hooks.register("register_admin_viewset")
def source_screens() -> SourcesViewSet:
    """Return the screens of plans."""
    return SourcesViewSet()
