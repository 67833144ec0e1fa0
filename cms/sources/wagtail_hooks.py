"""What sources add to Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from cms.sources.screens.access import CHANGE
from cms.sources.screens.home import PlansPanel
from cms.sources.screens.viewset import SourcesViewSet


@hooks.register("register_admin_viewset")
def source_screens() -> SourcesViewSet:
    """Return the screens of files that come in."""
    return SourcesViewSet()


@hooks.register("construct_homepage_panels", order=10)  # after content has chosen what stands there
def plans_on_the_home_page(request: HttpRequest, panels: list[Any]) -> None:
    """Show the plans that wait to who decides on them."""
    if request.user.has_perm(CHANGE):
        panels.append(PlansPanel())
