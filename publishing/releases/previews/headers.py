"""The header fields of every answer about a candidate, whatever made it: nobody keeps it, lists it or frames it."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from publishing.api.problems import CONTENT_TYPE, problem_document

EVERYWHERE = {
    "Voorbeeld": "true",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: a browser then says of a form that it comes from nowhere, and it is refused as forged.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PAGES = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
NOTHING = "default-src 'none'; frame-ancestors 'none'"
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Authorization",
    "Access-Control-Max-Age": "600",
}
_EXPOSED = "API-Version, Content-Location, Content-Release, Link, Repr-Digest, Retry-After, Voorbeeld"
_VALIDATORS = ("ETag", "Last-Modified")  # RFC 9110 8.8: nothing to ask again with
_UNDER_ROOT = re.compile(r"/+voorbeeld(/|$)")
_UNDER_API = re.compile(r"/+voorbeeld/+api(/|$)")


class PreviewHeaders:
    """Guards the addresses under ``/voorbeeld``. Only the API there may be called from another origin, if any."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _UNDER_ROOT.match(request.path_info) is None:
            return self._get_response(request)
        is_api = _UNDER_API.match(request.path_info) is not None
        response = _api(request, self._get_response) if is_api else self._get_response(request)
        for name in _VALIDATORS:
            response.headers.pop(name, None)
        for name, value in EVERYWHERE.items():
            response[name] = value
        if is_api:
            response["Content-Security-Policy"] = NOTHING
        else:
            response.headers.setdefault("Content-Security-Policy", PAGES)  # a view may say its own
        return response


def _api(request: HttpRequest, get_response: Callable[[HttpRequest], HttpResponseBase]) -> HttpResponseBase:
    """Answer a program: never in HTML, and to the pages of one other origin at most (Fetch standard)."""
    asks_first = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
    if asks_first:
        response: HttpResponseBase = HttpResponse(status=204)
    else:
        response = get_response(request)
        if response.status_code >= 400 and response.get("Content-Type") != CONTENT_TYPE:
            response = problem_document(response.status_code)
    origin = settings.PREVIEW_ORIGIN
    if origin:
        patch_vary_headers(response, ["Origin"])
    if origin and request.headers.get("Origin") == origin:
        response["Access-Control-Allow-Origin"] = origin
        response["Access-Control-Expose-Headers"] = _EXPOSED
        if asks_first:
            for name, value in PREFLIGHT.items():
                response[name] = value
    return response
