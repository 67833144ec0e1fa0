"""The report *Logboek*: who did what, when and from where."""

from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from cms.accounts.menu import item_for
from publishing.audit.models import AuditEvent
from publishing.audit.screens.download import csv_lines
from publishing.audit.screens.filters import EventFilterSet
from publishing.audit.sentences import details_of, origin_of, sentence_of

MAY_SEE = "audit.view_auditevent"
TITLE, ICON = "Logboek", "history"


class EventReport(ReportView):
    """The events, newest first."""

    model = AuditEvent
    permission_policy = ModelPermissionPolicy(AuditEvent)
    any_permission_required = ("view",)
    page_title = TITLE
    header_icon = ICON
    template_name = "audit/report.html"
    results_template_name = "audit/report_results.html"
    index_url_name = "logboek:index"
    index_results_url_name = "logboek:results"
    filterset_class = EventFilterSet
    is_searchable = True
    search_fields = ("object_text", "object_id", "reason")
    default_ordering = "-pk"
    columns: tuple[Any, ...] = ()
    list_export: tuple[str, ...] = ()  # Wagtail's own guards no formulas and holds every row in memory

    def decorate_paginated_queryset(self, object_list: Any) -> list[AuditEvent]:
        events = list(object_list)
        for event in events:
            event.sentence, event.origin = sentence_of(event), origin_of(event)
            event.told = details_of(event.details, shortened=True)
        return events

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return context | {"download_url": f"{reverse('logboek:csv')}?{self.request.GET.urlencode()}"}


class EventDownload(EventReport):
    """The same events, with the same filters, as CSV."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = StreamingHttpResponse(csv_lines(self.get_filtered_queryset()), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="logboek.csv"'
        return answer


class AuditViewSet(ViewSet):
    """The addresses of the report."""

    name = "logboek"
    icon = ICON

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self.construct_view(EventReport), name="index"),
            path("resultaten/", self.construct_view(EventReport, results_only=True), name="results"),
            path("csv/", self.construct_view(EventDownload), name="csv"),
        ]


def audit_menu_item() -> MenuItem:
    """Return the item of the menu."""
    return item_for(MAY_SEE)(TITLE, reverse("logboek:index"), name="logboek", icon_name=ICON)
