"""What the link check adds to Wagtail's admin."""

from wagtail import hooks

from cms.links.screens.report import LinkViewSet, link_menu_item

hooks.register("register_reports_menu_item", link_menu_item)


@hooks.register("register_admin_viewset")
def link_screens() -> LinkViewSet:
    """Return the report and the address that starts a check."""
    return LinkViewSet()
