"""The screens of targets."""

from typing import Any

from wagtail import hooks

from exporters.targets.screens.viewset import TargetsViewSet


@hooks.register("register_admin_viewset")
def target_screens() -> Any:
    """Return the screens of targets."""
    return TargetsViewSet()
