"""System check: without a setting to seal them with, keys of subscribers cannot be kept."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error


def check_keys(**_kwargs: Any) -> list[CheckMessage]:
    """Report that WEBHOOK_KEYS is empty."""
    if settings.WEBHOOK_KEYS:
        return []
    return [Error("WEBHOOK_KEYS is empty.", hint="The keys of subscribers are sealed with it.", id="webhooks.E001")]
