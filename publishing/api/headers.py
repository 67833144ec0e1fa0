"""Header fields that stand on every answer of the public API, and the promise that none is ever HTML.

PublicHeaders goes first in MIDDLEWARE, so that it also sees what the rest of the framework makes of a bad request.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from publishing.api.problems import CONTENT_TYPE, problem_document
from publishing.api.version import API_VERSION

EXPOSED = (
    "API-Version, Accept-Ranges, Content-Disposition, Content-Location, Content-Range, Content-Release, ETag, Link, "
    "Repr-Digest, Retry-After"
)
EVERYWHERE = {
    "API-Version": API_VERSION,  # ADR 2.2 /core/version-header
    # ADR 2.2 /core/transport/security-headers
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": EXPOSED,
}
PREFLIGHT = {
    "Allow": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Cache-Control, If-None-Match, Range",
    "Access-Control-Max-Age": "86400",
}
_A_PAGE_MAY_SAY = frozenset({"Content-Security-Policy"})  # which styles the documentation has
_WITHOUT_CONTENT, _OF_CONTENT = (204, 304), ("Content-Length", "Content-Type")  # RFC 9110, 8.6 and 15.4.5
_UNDER_API = re.compile(r"/+api(/|$)")


class PublicHeaders:
    """Guards the addresses under ``/api`` of a process that serves more than the API."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not self.covers(request.path_info):
            return self._get_response(request)
        response = self._preflight(request) or self._never_html(self._get_response(request))
        for name, value in EVERYWHERE.items():
            if name not in response or name not in _A_PAGE_MAY_SAY:
                response[name] = value
        if response.status_code in _WITHOUT_CONTENT:
            for name in _OF_CONTENT:
                del response[name]
        return response

    def covers(self, path: str) -> bool:
        """Say whether ``path`` belongs to the public API."""
        return _UNDER_API.match(path) is not None

    def _preflight(self, request: HttpRequest) -> HttpResponseBase | None:
        """Answer the question that a browser asks first (Fetch standard, CORS-preflight request)."""
        if request.method != "OPTIONS" or "Access-Control-Request-Method" not in request.headers:
            return None
        return HttpResponse(status=204, headers=PREFLIGHT)

    def _never_html(self, response: HttpResponseBase) -> HttpResponseBase:
        """Return ``response``, or a problem document in place of an error page of the framework."""
        if response.status_code < 400 or response.get("Content-Type") == CONTENT_TYPE:
            return response
        return problem_document(response.status_code)


class PublicHeadersEverywhere(PublicHeaders):
    """Guards every address of the public process."""

    def covers(self, path: str) -> bool:
        return True
