"""All targets, one with its deliveries, how far it is, and what a delivery would change."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.generic import TemplateView, View

from exporters.registry import EXPORTERS
from exporters.targets.base import TargetError
from exporters.targets.differences import differences_at
from exporters.targets.reading import MOST, shown_deliveries, shown_target, shown_targets
from exporters.targets.screens.access import ADD, DELIVER, TITLE, TargetsView, TargetView
from exporters.targets.screens.choosing import choices_for
from exporters.targets.screens.forms import ReleaseForm
from publishing.releases.models import Release
from publishing.store.base import StoreError


class TargetList(TargetsView, TemplateView):
    """Everywhere that releases are put."""

    template_name = "targets/list.html"
    page_title = TITLE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {
            "rows": shown_targets(at=timezone.now()),
            "may_add": self.person.has_perm(ADD),
            "has_roots": bool(settings.TARGET_ROOTS),
        }
        return super().get_context_data(**kwargs) | told


class ShowTarget(TargetView, TemplateView):
    """One target."""

    template_name = "targets/show.html"

    def get_page_title(self) -> str:
        return self.target.name

    def get_page_subtitle(self) -> str:
        return ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        return super().get_context_data(**kwargs) | {
            "row": shown_target(self.target, at=now),
            "kinds": _titles(self.target.kinds),
            "unpacked": _titles(self.target.unpacked),
            "deliveries": shown_deliveries(self.target, at=now),
            "more": max(0, self.target.deliveries.count() - MOST),
        }


class TargetStatus(TargetView, View):
    """How far a delivery is, in what progress.js reads."""

    def get(self, request: HttpRequest, slug: str) -> JsonResponse:
        return JsonResponse({"stage": shown_target(self.target, at=timezone.now()).mark})


class DryRun(TargetView, TemplateView):
    """What would change; nothing does."""

    permission = DELIVER
    template_name = "targets/dry_run.html"
    page_title = "Wat zou er veranderen?"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        choices = choices_for(self.target)
        form = ReleaseForm(self.request.GET or None, choices=choices)
        chosen = form.cleaned_data["release"] if form.is_bound and form.is_valid() else None
        if not form.is_bound and choices:
            chosen = choices[0][0]
            form = ReleaseForm(initial={"release": chosen}, choices=choices)
        told = {"form": form, "has_choices": bool(choices)}
        return super().get_context_data(**kwargs) | told | (self._found(chosen) if chosen else {})

    def _found(self, digest: str) -> dict[str, Any]:
        release = Release.objects.get(digest=digest)
        try:
            found = differences_at(self.target, release, at=timezone.now())
        except (TargetError, StoreError, OSError) as error:
            return {"release": release, "error": str(error)}
        lists = [
            ("Nieuw", found.new),
            ("Vervangen", found.replaced),
            ("Verwijderd", found.removed),
            ("Gelijk", found.equal),
        ]
        return {"release": release, "found": found, "lists": lists}


def _titles(kinds: list[str]) -> list[str]:
    return [EXPORTERS[kind].title if kind in EXPORTERS else kind for kind in kinds]
