"""Writes a line for each request of the workshop, and lets the lines within say who asked: by number, never by name."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from structlog.contextvars import bind_contextvars, clear_contextvars, get_contextvars

logger = logging.getLogger(__name__)

# A session that was looked at makes an answer differ per cookie: here nobody signs in, and answers are shared.
_NOBODY_SIGNS_IN = ("/api/", "/gezondheid", "/metrieken", "/voorbeeld/", "/.well-known/")


class RequestLines:
    """Stands behind the one that knows the session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        around, began = get_contextvars(), time.monotonic()
        try:
            if not request.path_info.startswith(_NOBODY_SIGNS_IN):
                bind_contextvars(user_id=request.session.get(SESSION_KEY))
            response = self._get_response(request)
            _tell(request, response.status_code, seconds=time.monotonic() - began)
            return response
        finally:
            clear_contextvars()
            bind_contextvars(**around)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, kwargs: dict[str, Any]) -> None:
        """Say of which release the request is, when its address names one."""
        if number := kwargs.get("number") or kwargs.get("nummer"):
            bind_contextvars(release=number)


def _tell(request: HttpRequest, status: int, *, seconds: float) -> None:
    """Write the line; the address without its query, which may hold what somebody typed."""
    match = request.resolver_match
    said = {
        "actie": request.method,
        "object": match.view_name if match and match.view_name else request.path_info,
        "resultaat": status,
        "oorsprong": "verzoek",
        "actor": get_contextvars().get("user_id"),
        "milliseconds": round(seconds * 1000),
    }
    logger.info("request", extra=said)
