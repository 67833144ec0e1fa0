"""The report *Links*: what the link check found, where it stands, and for editors a way to start it."""

from typing import Any

import django_filters
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.forms import RadioSelect
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.views import View
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from cms.accounts.menu import item_for
from cms.links.models import CheckedLink
from cms.links.screens.places import PlacesFor
from cms.links.services import ask_for_visits
from cms.links.status import LinkStatus
from cms.links.tasks import check_links

MAY_SEE, MAY_CHECK = "links.view_checkedlink", "links.check_checkedlink"
FINDINGS = "aandacht"


class LinkFilterSet(WagtailFilterSet):
    status = django_filters.ChoiceFilter(
        choices=[(FINDINGS, "Vraagt aandacht"), *LinkStatus.choices],
        method="filter_status",
        label="Stand",
        empty_label="Alles",
        widget=RadioSelect,
    )

    class Meta:
        model = CheckedLink
        fields: list[str] = []

    def filter_status(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.findings() if value == FINDINGS else queryset.filter(status=value)


class LinkReport(ReportView):
    model = CheckedLink
    permission_policy = ModelPermissionPolicy(CheckedLink)
    any_permission_required = ("view",)
    page_title = "Links"
    header_icon = "link"
    template_name = "links/report.html"
    results_template_name = "links/report_results.html"
    index_url_name = "links:index"
    index_results_url_name = "links:results"
    filterset_class = LinkFilterSet
    is_searchable = True
    search_fields = ("url",)
    columns: tuple[Any, ...] = ()

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().most_urgent_first()

    def decorate_paginated_queryset(self, object_list: Any) -> list[CheckedLink]:
        links = list(object_list)
        places = PlacesFor(self.request.user).of(link.url for link in links)
        for link in links:
            link.places = places[link.url]
        return links

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return context | {
            "switched_on": settings.LINK_CHECK,
            "may_check": settings.LINK_CHECK and self.request.user.has_perm(MAY_CHECK),
            "summary": _summary(),
            "last_visit": CheckedLink.objects.aggregate(last=Max("checked_at"))["last"],
        }


def _summary() -> str:
    """Return in one line how the links are; nothing before the first address was found."""
    known, attention = CheckedLink.objects.count(), CheckedLink.objects.findings().count()
    unvisited = CheckedLink.objects.filter(status=LinkStatus.UNVISITED).count()
    later = f"; {unvisited} van de {known} zijn nog niet bezocht" if unvisited else ""
    if attention:
        return f"{attention} van de {known} webadressen {'vraagt' if attention == 1 else 'vragen'} aandacht{later}"
    if not known:
        return ""
    return f"Wat bezocht is, is in orde{later}" if later else f"Alle {known} webadressen zijn in orde"


class CheckNow(View):
    """Lets every address be visited anew. The visits themselves are a task's."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm(MAY_CHECK):
            raise PermissionDenied
        if not settings.LINK_CHECK:
            messages.error(request, "De linkcontrole staat uit. Er wordt niets gecontroleerd.")
            return redirect("links:index")
        asked = ask_for_visits(at=timezone.now())
        # When the queue is away, beat asks every hour for what is due.
        transaction.on_commit(check_links.delay, robust=True)
        messages.success(request, _what_will_happen(asked))
        return redirect("links:index")


def _what_will_happen(asked: int) -> str:
    if asked:
        addresses = "1 adres wordt" if asked == 1 else f"{asked} adressen worden"
        return f"De controle begint. {addresses} bezocht, met een pauze per site. Ververs deze pagina na een tijdje."
    if CheckedLink.objects.exists():
        return "Alle adressen zijn in het afgelopen uur al bezocht. Alleen nieuwe adressen worden nu gecontroleerd."
    return "De controle begint: eerst worden de adressen uit de inhoud verzameld, daarna worden ze bezocht."


class LinkViewSet(ViewSet):
    """The addresses of the report."""

    name = "links"
    icon = "link"

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self.construct_view(LinkReport), name="index"),
            path("resultaten/", self.construct_view(LinkReport, results_only=True), name="results"),
            path("nu-controleren/", CheckNow.as_view(), name="check"),
        ]


def link_menu_item() -> MenuItem:
    """Return the item of the menu."""
    return item_for(MAY_SEE)("Links", reverse("links:index"), name="links", icon_name="link")
