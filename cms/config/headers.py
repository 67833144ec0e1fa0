"""What every answer of the workshop says of itself: what it may load, and that nobody keeps it.

The public API, the preview and files say their own and keep that. The admin is an exception to what is strict: Wagtail
writes scripts and styles into its pages (its code, not what people type: that goes through nh3), so they have to be
allowed there. Nothing is loaded from, sent to, or framed by another site (docs/threat-model.md).
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

_SHARED = "default-src 'none'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; base-uri 'none'"
_INLINE = "script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'"
STRICT = f"{_SHARED}; script-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'"
ADMIN = f"{_SHARED}; {_INLINE}; frame-src 'self'; frame-ancestors 'self'; manifest-src 'self'; worker-src 'self'"
_UNDER_ADMIN = "/admin/"
_FILES = "/static/"


class WorkshopHeaders:
    """Adds them where the answer has none of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response
        forms = " ".join(["'self'", *filter(None, [settings.OIDC["server_url"]])])  # where a form may lead
        self._admin, self._strict = (f"{policy}; form-action {forms}" for policy in (ADMIN, STRICT))

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._get_response(request)
        is_admin = request.path_info.startswith(_UNDER_ADMIN)
        response.headers.setdefault("Content-Security-Policy", self._admin if is_admin else self._strict)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        if not request.path_info.startswith(_FILES):
            response.headers.setdefault("Cache-Control", "no-store")
        return response
