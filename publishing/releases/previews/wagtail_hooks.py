"""The screens with which access to candidates is given and taken back."""

from typing import Any

from wagtail import hooks

from publishing.releases.previews.screens.viewset import PreviewsViewSet


@hooks.register("register_admin_viewset")
def preview_screens() -> Any:
    """Return the screens."""
    return PreviewsViewSet()
