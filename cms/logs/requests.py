"""Gives each request an id, before everything else: who calls quotes it, and every line of it carries it."""

import re
from collections.abc import Callable, Iterable
from typing import Any
from uuid import uuid4

from structlog.contextvars import bind_contextvars, clear_contextvars, get_contextvars

HEADER = "X-Request-ID"
_WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{7,63}")
StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


def request_id_of(offered: str) -> str:
    """Return the id that a proxy gave when it is well formed, a new one otherwise."""
    return offered if _WELL_FORMED.fullmatch(offered) else uuid4().hex


def current_request_id() -> str:
    """Return the id of the request that is being answered, empty outside one."""
    return str(get_contextvars().get("request_id", ""))


class Identified:
    """A WSGI application around all others, the fast path of the API included."""

    def __init__(self, application: Application) -> None:
        self._application = application

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        own = request_id_of(environ.get("HTTP_X_REQUEST_ID", ""))
        clear_contextvars()  # of the request that this thread answered before
        bind_contextvars(request_id=own)

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return start_response(status, [*headers, (HEADER, own)], *more)

        return self._application(environ, start)
