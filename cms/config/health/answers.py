"""What a monitor is answered: that the process lives, and whether it can do its work."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.config.health.look import Look, Word, words_of
from publishing.api.problems import CONTENT_TYPE


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """Answer that this process answers, without asking anything of anybody."""
    return JsonResponse({"leeft": True})


def readiness(looks: Mapping[str, Look], *, may_be_away: frozenset[str] = frozenset()) -> Callable[..., JsonResponse]:
    """Return a view that says a word per part: 200, or 503 when one that is not in ``may_be_away`` is not well."""

    @never_cache
    @require_safe
    def ready(request: HttpRequest) -> JsonResponse:
        words = words_of(looks)
        is_ready = all(word == Word.GOOD or name in may_be_away for name, word in words.items())
        said = {"gereed": is_ready, "onderdelen": words}
        if is_ready:
            return JsonResponse(said)
        # RFC 9457 3.2: a problem may say more than its own members. The public process answers with nothing else.
        return JsonResponse({"title": "Niet gereed", "status": 503, **said}, status=503, content_type=CONTENT_TYPE)

    return ready
