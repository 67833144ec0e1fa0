"""Decide on a proposal: what it saw beside what is known now, its evidence, and what leaving out would touch."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.generic.edit import FormView
from wagtail.admin import messages

from cms.vetting.blast_radius import blast_radius
from cms.vetting.changed import changes_since
from cms.vetting.evidence.sufficing import was_read_in
from cms.vetting.facts import facts_of
from cms.vetting.models import Verdict, VerdictError
from cms.vetting.rounds import NO_ROUND
from cms.vetting.screens.verdicts.access import AT_VERDICT, DECIDE, VerdictView, recognitions_of
from cms.vetting.screens.verdicts.forms import DecisionForm
from cms.vetting.screens.verdicts.showing import OWN_PROPOSAL, evidence_of, side_by_side
from cms.vetting.screens.verdicts.waiting import ways_on
from cms.vetting.verdicts import decide_verdict


class DecideVerdict(VerdictView, FormView):
    permission = DECIDE
    template_name = "vetting/verdict_decide.html"
    page_title = "Beslissen over een oordeel"
    form_class = DecisionForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        verdicts = Verdict.objects.select_related("intervention", "proposed_by", "decided_by")
        self.verdict = get_object_or_404(verdicts, pk=kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.verdict.decided_by is not None:
            self._tell(messages.warning, f"{self.verdict.decided_by} heeft hier al over beslist.")
            return redirect(self._where_it_is_told())
        return super().get(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.verdict.intervention or "verwijderde interventie")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        verdict, item = self.verdict, self.verdict.intervention
        day = self.round.reference_date if self.round else verdict.reference_date
        now = facts_of([item.pk], day)[item.pk] if item else []
        evidence = evidence_of(verdict)
        proven = bool(evidence) or (item is not None and was_read_in(item, year=verdict.round_year))
        return super().get_context_data(**kwargs) | {
            "verdict": verdict,
            "beside": side_by_side(verdict.seen(), now),
            "changes": changes_since(verdict, facts=now, reference_date=day),
            "evidence": evidence,
            "lacks_evidence": verdict.is_included and not proven,
            "radius": blast_radius(item, day=day) if item else None,
            "own_proposal": OWN_PROPOSAL if verdict.proposed_by == self.request.user else "",
            "back_url": recognitions_of(item, self.request.user),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        agreed = form.cleaned_data["agreed"] == "ja"
        if self.round is None:
            form.add_error(None, NO_ROUND)
            return self.form_invalid(form)
        try:
            decide_verdict(
                verdict=self.verdict,
                agreed=agreed,
                reason=form.cleaned_data["reason"],
                by=self.request.user,
                at=timezone.now(),
                open_round=self.round,
            )
        except VerdictError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        said = "Je bent akkoord" if agreed else "Je bent niet akkoord"
        self._tell(messages.success, f"{said} met het voorstel van {self.verdict.proposed_by}.")
        return redirect(self._where_it_is_told())

    def _where_it_is_told(self) -> str:
        """Return the screen of the recognitions from its top, where the message stands."""
        return recognitions_of(self.verdict.intervention, self.request.user).removesuffix(AT_VERDICT)

    def _tell(self, level: Callable[..., None], said: str) -> None:
        """Say how it ended, with the way on."""
        level(self.request, said, buttons=ways_on(self.verdict, self.round, self.request.user))
