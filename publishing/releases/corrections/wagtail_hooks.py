"""The screens of corrections, and what they add to the first screen."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from publishing.releases.corrections.screens.access import VIEW
from publishing.releases.corrections.screens.home import CorrectionsPanel
from publishing.releases.corrections.screens.viewset import CorrectionsViewSet


@hooks.register("construct_homepage_panels", order=10)  # after the workshop has chosen what stands there
def corrections_on_the_home_page(request: HttpRequest, panels: list[Any]) -> None:
    """Show what there is to do to who holds a role."""
    if request.user.has_perm(VIEW):
        panels.append(CorrectionsPanel())


@hooks.register("register_admin_viewset")
def correction_screens() -> Any:
    """Return the screens of corrections."""
    return CorrectionsViewSet()
