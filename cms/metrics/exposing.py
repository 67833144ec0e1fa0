"""Answers a Prometheus that shows the token of the settings, and nobody else."""

import os
from collections.abc import Callable
from secrets import compare_digest

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from cms.metrics.counting import COUNTED
from cms.metrics.folder import VARIABLE

_SCHEME = "Bearer "


def exposition(found: Collector) -> Callable[[HttpRequest], HttpResponse]:
    """Return a view with what the processes counted, and what ``found`` finds out when it is asked."""

    @never_cache
    @require_safe
    def metrics(request: HttpRequest) -> HttpResponse:
        if not settings.METRICS_TOKEN:
            raise Http404
        if not _shows_token(request.headers.get("Authorization", "")):
            return HttpResponse(status=401, headers={"WWW-Authenticate": _SCHEME.strip()})
        registry = CollectorRegistry()
        registry.register(found)
        return HttpResponse(_counted() + generate_latest(registry), content_type=CONTENT_TYPE_LATEST)

    return metrics


def _counted() -> bytes:
    if VARIABLE not in os.environ:
        return generate_latest(COUNTED)
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # prometheus_client has no types there
    return generate_latest(registry)


def _shows_token(header: str) -> bool:
    """Compare in a time that does not depend on where the difference is."""
    given = header.removeprefix(_SCHEME) if header.startswith(_SCHEME) else ""
    return compare_digest(given.encode(), settings.METRICS_TOKEN.encode())
