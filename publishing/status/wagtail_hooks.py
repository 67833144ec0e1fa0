"""The screen of this package."""

from typing import Any

from django.utils import timezone
from wagtail import hooks

from publishing.status.page import read_page
from publishing.status.screens.viewset import StatusViewSet


@hooks.register("installation_concerns")
def concerns() -> list[str]:
    """Return the names of what asks for attention, alarms first, for the first screen of who looks after it."""
    page = read_page(at=timezone.now())
    return [*(["Alarm"] if page.alarms else []), *(line.label for line in page.wrong)]


@hooks.register("register_admin_viewset")
def status_screen() -> Any:
    """Return *Status*."""
    return StatusViewSet()
