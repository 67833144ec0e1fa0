"""On the first screen: the files that were read in and ask for a decision."""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from wagtail.admin.ui.components import Component

from cms.sources.models import ImportPlan, RowState, Stage

_SHOWN = 3


class PlansPanel(Component):
    """The plans that wait for an editor, the newest first; nothing when there are none."""

    name = "import_plans"
    template_name = "sources/home_plans.html"
    order = 7  # after the round, before the counts of the content

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        rows = Count("rows", filter=Q(rows__state=RowState.OPEN))
        counted = ImportPlan.objects.filter(stage__in=[Stage.OPEN, Stage.ASKED]).annotate(waiting=rows)
        plans = list(counted.filter(Q(waiting__gt=0) | Q(stage=Stage.ASKED)))
        return {
            "count": len(plans),
            "plans": [(plan, reverse("bronnen:plan", args=[plan.pk])) for plan in plans[:_SHOWN]],
            "more": len(plans) - _SHOWN,
            "asked": Stage.ASKED,
        }
