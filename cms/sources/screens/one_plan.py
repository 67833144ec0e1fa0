"""Which plan a screen is about, and what is said to who may not decide on it, or when it cannot be shown."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from cms.accounts.screens import Crumb, crumb
from cms.sources.models import ImportPlan, Stage
from cms.sources.models.import_plan import NOT_NOW
from cms.sources.registry import KINDS
from cms.sources.screens.access import SourcesView
from cms.sources.screens.row_cards import Desk
from cms.sources.screens.row_filters import Selection

GONE = "Dit plan bestaat niet. Kijk in de lijst."
KIND_GONE = "Het plan '{plan}' is van een soort bron die we niet meer kennen. Lees het bestand opnieuw in."
MAY_NOT = "Je mag dit plan bekijken, maar niet beslissen. Dat kan een redacteur."


def wants_json(request: HttpRequest) -> bool:
    """Return whether a script asks, which puts the answer in the page itself."""
    return request.headers.get("x-requested-with") == "XMLHttpRequest"


def address_of(plan: ImportPlan, selection: Selection, *, anchor: str = "") -> str:
    """Return the address of the plan page with this selection."""
    query = selection.query
    return reverse("bronnen:plan", args=[plan.pk]) + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")


class OnePlanView(SourcesView, View):
    """A screen about the plan of the address: ``plan`` and ``desk`` are there when it starts."""

    plan: ImportPlan
    desk: Desk

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.may_enter(request.user):
            raise PermissionDenied
        found = ImportPlan.objects.select_related("created_by", "apply_by").filter(pk=kwargs["pk"]).first()
        if found is None:
            return refused(request, GONE, reverse("bronnen:index"), status=404)
        if found.kind not in KINDS:
            return refused(request, KIND_GONE.format(plan=found.file_name), reverse("bronnen:index"), status=404)
        self.plan, self.desk = found, Desk(found, request.user, timezone.now())
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return self.page_title or self.desk.kind.label

    def get_page_subtitle(self) -> str:
        return self.plan.file_name

    def above(self) -> list[Crumb]:
        return [*super().above(), crumb(self.plan.file_name, reverse("bronnen:plan", args=[self.plan.pk]))]


class DecidesOnPlan(OnePlanView):
    """A view that takes a decision: only who may, and only while the plan takes decisions."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Refuse, or do what ``decide`` does."""
        back = reverse("bronnen:plan", args=[self.plan.pk])
        if not self.desk.may_decide:
            return refused(request, MAY_NOT, back, status=403)
        if self.plan.stage != Stage.OPEN:
            return refused(request, NOT_NOW[Stage(self.plan.stage)], back, status=409)
        return self.decide(request, **kwargs)

    def decide(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Take the decision in ``request`` and return what the editor sees next."""
        raise NotImplementedError


def refused(request: HttpRequest, text: str, back: str, *, status: int) -> HttpResponse:
    """Return ``text`` as JSON to a script; anybody else goes ``back`` and reads it there."""
    if wants_json(request):
        return JsonResponse({"message": text}, status=status)
    messages.error(request, text)
    return redirect(back)
