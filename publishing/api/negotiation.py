"""Content negotiation: there is JSON, or there is 406."""

from collections.abc import Iterable

from django.http import HttpRequest
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


def accepts_json(request: HttpRequest) -> bool:
    """Say whether ``Accept`` allows application/json, with any parameters (RFC 9110 12.5.1). Empty or absent does."""
    if not request.headers.get("Accept", "").strip():
        return True
    ranges = {(accepted.main_type, accepted.sub_type) for accepted in request.accepted_types}
    return bool(ranges & {("application", "json"), ("application", "*"), ("*", "*")})


class JsonNegotiation(BaseContentNegotiation):
    """Chooses JSON, or raises NotAcceptable."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        if not accepts_json(request._request):
            raise NotAcceptable
        renderer = next(iter(renderers))
        return renderer, renderer.media_type or ""
