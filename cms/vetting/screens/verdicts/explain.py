"""Why an intervention is in or out of a round, on a screen."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from cms.content.models import Intervention
from cms.vetting.explaining.explain import explain_intervention
from cms.vetting.explaining.subject import ExplanationError
from cms.vetting.models import Verdict
from cms.vetting.rounds import NO_ROUND
from cms.vetting.screens.verdicts.access import VerdictView, recognitions_of


class ExplainIntervention(VerdictView, TemplateView):
    template_name = "vetting/explanation.html"
    page_title = "Waarom wel of niet opgenomen?"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.intervention = get_object_or_404(Intervention.every, pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.intervention)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        years = set(Verdict.objects.filter(uid=self.intervention.uid).values_list("round_year", flat=True))
        if self.round is not None:
            years.add(self.round.year)
        return super().get_context_data(**kwargs) | {
            "years": sorted(years, reverse=True),
            "back_url": recognitions_of(self.intervention, self.request.user),
            **self._told(self.request.GET.get("ronde", ""), years),
        }

    def _told(self, asked: str, years: set[int]) -> dict[str, Any]:
        if not years:
            return {"problem": NO_ROUND}
        year = int(asked) if asked.isdecimal() and len(asked) == len("2026") else max(years)
        try:
            return {"told": explain_intervention(uid=self.intervention.uid, year=year), "year": year}
        except ExplanationError as error:
            return {"problem": str(error)}
