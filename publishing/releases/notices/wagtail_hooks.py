"""The screens of notices and redactions."""

from typing import Any

from wagtail import hooks

from publishing.releases.notices.screens.viewset import NoticesViewSet


@hooks.register("register_admin_viewset")
def notice_screens() -> Any:
    """Return the screens of notices and redactions."""
    return NoticesViewSet()
