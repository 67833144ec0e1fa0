"""What the screens of plans share: who may come in, and which plan it is about."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cms.accounts.screens import Crumb, GuardedScreen, crumb
from cms.sources.models import ImportPlan

VIEW, ADD, CHANGE = (f"sources.{action}_importplan" for action in ("view", "add", "change"))


class SourcesView(GuardedScreen):
    """A screen under *Bronnen*, for who has ``permission``."""

    permission = VIEW
    header_icon = "download"

    def above(self) -> list[Crumb]:
        return [crumb("Bronnen", reverse("bronnen:index"))]


class OnePlanView(SourcesView):
    """A screen about one plan."""

    plan: ImportPlan

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        plans = ImportPlan.objects.select_related("created_by", "apply_by")
        self.plan = get_object_or_404(plans, pk=kwargs["pk"])
