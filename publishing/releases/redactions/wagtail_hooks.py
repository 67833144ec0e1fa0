"""What redactions add to the first screen."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from publishing.releases.redactions.screens.access import CONFIRM
from publishing.releases.redactions.screens.home import RedactionsPanel


@hooks.register("construct_homepage_panels", order=10)  # after the workshop has chosen what stands there
def redactions_on_the_home_page(request: HttpRequest, panels: list[Any]) -> None:
    """Show what waits for a decision to who may take it."""
    if request.user.has_perm(CONFIRM):
        panels.append(RedactionsPanel())
