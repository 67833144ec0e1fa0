"""The screen of this package."""

from typing import Any

from wagtail import hooks

from publishing.status.screens.viewset import StatusViewSet


@hooks.register("register_admin_viewset")
def status_screen() -> Any:
    """Return *Status*."""
    return StatusViewSet()
