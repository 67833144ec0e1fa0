"""System check: one origin may call, not all."""

import re
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

_ORIGIN = re.compile(r"https://[a-z0-9.-]+(:[0-9]+)?|http://(localhost|127\.0\.0\.1|\[::1\])(:[0-9]+)?")


def check_origin(**kwargs: Any) -> list[CheckMessage]:
    """Refuse a PREVIEW_ORIGIN that is not one origin as a browser sends it (RFC 6454 6.2)."""
    origin = settings.PREVIEW_ORIGIN
    if not origin or _ORIGIN.fullmatch(origin):
        return []
    hint = "Give one, as https://ontwerp.example.nl: no path, no *, http on this machine only. Or leave it empty."
    return [Error(f"PREVIEW_ORIGIN is {origin!r}, which is not one origin.", hint=hint, id="previews.E002")]
