"""The screens of corrections. What they ask of people stands with the other work (awaiting.py)."""

from typing import Any

from wagtail import hooks

from publishing.releases.corrections.screens.viewset import CorrectionsViewSet


@hooks.register("register_admin_viewset")
def correction_screens() -> Any:
    """Return the screens of corrections."""
    return CorrectionsViewSet()
