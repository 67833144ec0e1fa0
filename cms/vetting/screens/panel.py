"""The tab *Erkenningen* of an intervention: what the registers said, and what counts today."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.panels import Panel

from cms.content.models import Intervention
from cms.vetting.models import Observation
from cms.vetting.screens.verdicts.block import verdict_context
from cms.vetting.timeline import timeline


def recognitions_context(intervention: Intervention, user: Any) -> dict[str, Any]:
    """Return what the template ``vetting/recognitions.html`` shows of ``intervention`` today."""
    observations = Observation.objects.filter(intervention=intervention.pk).select_related("entered_by", "retracted_by")
    saved = intervention.pk is not None
    return {
        "saved": saved,
        "records": timeline(observations, timezone.localdate()) if saved else [],
        "add_url": reverse("waarnemingen:add", args=[intervention.pk])
        if saved and user.has_perm("vetting.add_observation")
        else None,
        "may_retract": user.has_perm("vetting.retract_observation"),
        **verdict_context(intervention, user),
    }


class RecognitionsPanel(Panel):
    """Shows, and changes nothing: the level of an intervention is never a field."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "vetting/recognitions.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | recognitions_context(self.instance, self.request.user)
