"""Content negotiation: each address has one form, which ``Accept`` allows or there is 406."""

from collections.abc import Iterable

from django.http import HttpRequest
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

LONGEST = 8_000  # characters of Accept; reading it takes time that grows with the square of its length


def accepts(request: HttpRequest, media_type: str) -> bool:
    """Say whether ``Accept`` allows ``media_type``, with any parameters (RFC 9110 12.5.1). Empty or absent does.

    What is longer than any browser sends is not read, and allows nothing.
    """
    header = request.headers.get("Accept", "")
    if not header.strip() or len(header) > LONGEST:
        return len(header) <= LONGEST
    main, _, sub = media_type.partition("/")
    ranges = {(accepted.main_type, accepted.sub_type) for accepted in request.accepted_types}
    return bool(ranges & {(main, sub), (main, "*"), ("*", "*")})


class AnyForm(BaseContentNegotiation):
    """Takes whatever the file is: who asks for a file by its kind knows what it is."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        renderer = next(iter(renderers))
        return renderer, str(renderer.media_type)


class OneForm(BaseContentNegotiation):
    """Takes the one form of a view, or raises NotAcceptable."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        renderer = next(iter(renderers))
        if not accepts(request._request, str(renderer.media_type)):
            raise NotAcceptable
        return renderer, str(renderer.media_type)
