"""Whether a comparison that a worker makes is there: asked by the page that waits for it."""

from django.http import HttpRequest, JsonResponse
from django.views.generic import View

from publishing.releases.comparing.choosing import base_named
from publishing.releases.comparing.records import stored_comparison
from publishing.releases.errors import ReleaseError
from publishing.releases.screens.access import ReleaseView


class ComparingStatus(ReleaseView, View):
    """How far it is, in what progress.js reads."""

    def get(self, request: HttpRequest, digest: str) -> JsonResponse:
        try:
            base = base_named(request.GET.get("met", ""), of=self.release)
            is_there = stored_comparison(old=base, new=self.release) is not None
        except ReleaseError:
            is_there = True  # the page itself says what is wrong
        return JsonResponse({"stage": "ready" if is_there else "comparing", "late": True})
