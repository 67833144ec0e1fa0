"""Whether a comparison that a worker makes is there, and else how far it is: asked by the page that waits for it."""

from datetime import datetime

from django.core.cache import cache
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.generic import View

from publishing.attempts.progress import Progress, progress_of
from publishing.releases.comparing.choosing import base_named
from publishing.releases.comparing.records import pair_of, stored_comparison
from publishing.releases.comparing.work import COMPARE, subject_of
from publishing.releases.errors import ReleaseError
from publishing.releases.models import Release
from publishing.releases.screens.access import ReleaseView

_REMEMBERED = 60 * 60  # seconds


def progress_between(old: Release | None, new: Release) -> Progress:
    """Return how far the comparison is that somebody waits for, and note since when they do."""
    now = timezone.now()
    asked_at: datetime = cache.get_or_set(f"compared:{pair_of(old, new)}", now, _REMEMBERED) or now
    return progress_of(COMPARE, subject_of(old, new), asked_at=asked_at, at=now)


class ComparingStatus(ReleaseView, View):
    """How far it is, in what progress.js reads."""

    def get(self, request: HttpRequest, digest: str) -> JsonResponse:
        try:
            base = base_named(request.GET.get("met", ""), of=self.release)
            if stored_comparison(old=base, new=self.release) is None:
                return JsonResponse({"stage": progress_between(base, self.release).mark})
        except ReleaseError:
            pass  # the page itself says what is wrong
        return JsonResponse({"stage": "ready"})
