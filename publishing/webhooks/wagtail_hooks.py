"""The screens of subscribers."""

from typing import Any

from wagtail import hooks

from publishing.webhooks.screens.viewset import SubscribersViewSet


@hooks.register("register_admin_viewset")
def subscriber_screens() -> Any:
    """Return the screens of subscribers."""
    return SubscribersViewSet()
