"""What each process counts of the requests that it answers."""

import time
from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from prometheus_client import CollectorRegistry, Counter, Histogram

COUNTED = CollectorRegistry()
REQUESTS = Counter(
    "wegwijzer_http_requests",
    "Requests answered, by view, method and status.",
    ["view", "method", "status"],
    registry=COUNTED,
)
REQUEST_SECONDS = Histogram(
    "wegwijzer_http_request_duration_seconds",
    "How long a request took until its answer began.",
    ["view"],
    registry=COUNTED,
    buckets=(0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
QUICK = "fast-path"  # answered before the framework (publishing/api/edge.py)
NO_VIEW = "none"  # an address that is not there, or a file
_VIEW = "wegwijzer.view"
_SLOW = "wegwijzer.seen"
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})
StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


class NamesView:
    """Middleware that says which view answers: its name, so that there are as many as we wrote."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.META[_SLOW] = True
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *_args: Any) -> None:
        if request.resolver_match is not None:
            request.META[_VIEW] = request.resolver_match.view_name


class Measured:
    """A WSGI application that counts what the one within answers."""

    def __init__(self, application: Application) -> None:
        self._application = application

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        began, said = time.perf_counter(), ["500"]

        def start(status: str, *more: Any) -> Any:
            said[0] = status[:3]
            return start_response(status, *more)

        try:
            return self._application(environ, start)
        finally:
            view = environ.get(_VIEW) or (NO_VIEW if _SLOW in environ else QUICK)
            method = environ["REQUEST_METHOD"] if environ["REQUEST_METHOD"] in _METHODS else "other"
            REQUESTS.labels(view, method, said[0]).inc()
            REQUEST_SECONDS.labels(view).observe(time.perf_counter() - began)
