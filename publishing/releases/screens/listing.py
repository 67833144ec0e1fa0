"""The list of all releases and candidates, and the page of one."""

from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView, View

from publishing.releases.asking.models import AskedFreeze
from publishing.releases.channels import live_channel
from publishing.releases.comparing.screens.panel import comparison_panel
from publishing.releases.models import Alarm, Planning, Release
from publishing.releases.screens.access import FREEZE, TITLE, ReleasesView, ReleaseView
from publishing.releases.screens.alarms import reads_alarms
from publishing.releases.screens.found import found_on
from publishing.releases.screens.origin import latest_numbered
from publishing.releases.screens.panels import panels_of
from publishing.releases.screens.rows import listed
from publishing.releases.screens.turn import next_with

_PER_PAGE = 25


class Releases(ReleasesView, TemplateView):
    """What is live, what is to come, and all that was."""

    template_name = "releases/index.html"
    page_title = TITLE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        candidate = Release.objects.candidates().order_by("-pk").first()
        page = Paginator(Release.objects.order_by("-pk"), _PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "page": page,
            "rows": listed(list(page)),
            "candidate": candidate,
            "next": next_with(candidate, self.person) if candidate else "",
            "alarms": Alarm.objects.standing(),
            "reads_alarms": reads_alarms(self.person),
            "live": live_channel().current,
            "planning": Planning.objects.waiting().select_related("release").first(),
            "freezing": AskedFreeze.objects.live().select_related("asked_by"),
            "may_freeze": self.request.user.has_perm(FREEZE),
        }


class FindRelease(ReleasesView, View):
    """Leads from a number to the release that has it: to what is published, otherwise to the candidate."""

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        release = latest_numbered(number)
        if release is None:
            raise Http404
        return redirect("uitgaven:show", release.digest)


@method_decorator(transaction.non_atomic_requests, name="dispatch")  # comparing takes long, and keeps nobody waiting
class ShowRelease(ReleaseView, TemplateView):
    """One release: how it stands, who approved it, when it goes out, what changed and what the rules found."""

    template_name = "releases/show.html"

    def get_page_title(self) -> str:
        return f"Uitgave {self.release.number}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            **panels_of(self.release, self.person),
            **comparison_panel(self.release, self.request.GET.dict()),
            **found_on(self.release),
        }
