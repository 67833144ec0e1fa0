"""What the guide adds to Wagtail's admin."""

from wagtail import hooks

from cms.guide.screens import GuideViewSet


@hooks.register("register_admin_viewset")
def guide_screens() -> GuideViewSet:
    """Return the addresses of the guide."""
    return GuideViewSet()
