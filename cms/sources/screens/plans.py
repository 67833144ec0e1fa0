"""The list of plans: what was read, what still asks for a decision, what is done."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.urls import reverse
from django.views.generic import TemplateView

from cms.sources.models import ImportPlan, PlanRow, RowState
from cms.sources.registry import KINDS
from cms.sources.screens.access import ADD, SourcesView

_PER_PAGE = 25


class PlanList(SourcesView, TemplateView):
    template_name = "sources/plans.html"
    page_title = "Bronnen"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plans = ImportPlan.objects.select_related("created_by").order_by("-created_at", "-pk")
        page = Paginator(plans, _PER_PAGE).get_page(self.request.GET.get("p"))
        counts = _counts([plan.pk for plan in page])
        return super().get_context_data(**kwargs) | {
            "page": page,
            "plans": [(plan, _label(plan), *counts.get(plan.pk, (0, 0))) for plan in page],
            "add_url": reverse("bronnen:add") if self.request.user.has_perm(ADD) else None,
            "paste_url": reverse("bronnen:paste"),
        }


def _counts(plans: list[int]) -> dict[int, tuple[int, int]]:
    """Return, by plan, how many rows there are and how many are open."""
    grouped = PlanRow.objects.filter(plan__in=plans).order_by().values("plan")
    counted = grouped.annotate(total=Count("pk"), waiting=Count("pk", filter=Q(state=RowState.OPEN)))
    return {row["plan"]: (row["total"], row["waiting"]) for row in counted}


def _label(plan: ImportPlan) -> str:
    return KINDS[plan.kind].label if plan.kind in KINDS else plan.kind
