"""Propose a verdict on an intervention, with its evidence."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic.edit import FormView
from wagtail.admin import messages

from cms.content.models import Intervention
from cms.vetting.evidence.sufficing import ADVICE, was_read_in
from cms.vetting.fact import RecognitionFact
from cms.vetting.facts import digest_of, facts_of
from cms.vetting.models import Observation, Verdict, VerdictError
from cms.vetting.rounds import NO_ROUND
from cms.vetting.screens.verdicts.access import PROPOSE, VerdictView, recognitions_of
from cms.vetting.screens.verdicts.forms import ProposalForm
from cms.vetting.screens.verdicts.showing import facts_shown
from cms.vetting.screens.verdicts.waiting import ways_on_proposing
from cms.vetting.verdicts import propose_verdict


class ProposeVerdict(VerdictView, FormView):
    permission = PROPOSE
    template_name = "vetting/verdict_propose.html"
    page_title = "Oordeel voorstellen"
    form_class = ProposalForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.intervention = get_object_or_404(Intervention, pk=kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.has_perm(self.permission) and self.round is None:
            messages.warning(request, NO_ROUND)
            return redirect(recognitions_of(self.intervention, self.request.user))
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.intervention)

    @cached_property
    def facts(self) -> list[RecognitionFact]:
        """What is known at the reference date."""
        assert self.round is not None
        return facts_of([self.intervention.pk], self.round.reference_date)[self.intervention.pk]

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "seen": digest_of(self.facts)}

    def get_form_kwargs(self) -> dict[str, Any]:
        records = _newest_of_each(self.intervention, self.facts)
        may_consult = self.request.user.has_perm("vetting.add_consultation")
        return {**super().get_form_kwargs(), "records": records if may_consult else []}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "round": self.round,
            "facts": facts_shown(self.facts),
            "refused": self._refused(),
            "back_url": recognitions_of(self.intervention, self.request.user),
        }

    def _refused(self) -> Verdict | None:
        """Return the newest proposal of this round when it was not agreed with: the next one answers that."""
        assert self.round is not None
        newest = Verdict.objects.of_round(self.round.year).filter(uid=self.intervention.uid).newest_first().first()
        return newest if newest is not None and newest.agreed is False else None

    def form_valid(self, form: Any) -> HttpResponse:
        assert self.round is not None
        is_included, evidence, now = form.cleaned_data["is_included"] == "ja", form.evidence(), timezone.now()
        try:
            propose_verdict(
                intervention=self.intervention,
                round_year=self.round.year,
                reference_date=self.round.reference_date,
                is_included=is_included,
                reason=form.cleaned_data["reason"],
                evidence=evidence,
                seen=form.cleaned_data["seen"],
                by=self.request.user,
                at=now,
            )
        except VerdictError as error:
            form.add_error(None, str(error))
            form.data = {**form.data.dict(), "seen": digest_of(self.facts)}  # the screen below shows what is known now
            return self.form_invalid(form)
        ways = ways_on_proposing(self.intervention.pk, self.round)
        messages.success(self.request, "Het voorstel staat klaar. Een ander moet erover beslissen.", buttons=ways)
        if is_included and not evidence and not was_read_in(self.intervention, year=self.round.year):
            messages.warning(self.request, f"Er zit geen bewijs bij van dit jaar. {ADVICE}")
        return redirect(recognitions_of(self.intervention, self.request.user))


def _newest_of_each(
    intervention: Intervention, facts: list[RecognitionFact]
) -> list[tuple[RecognitionFact, Observation]]:
    """Return each record with the observation that reading it again is compared with: what counts, else the newest."""
    standing = list(Observation.objects.standing().filter(intervention=intervention).in_order_of_entry())
    newest = {(event.register, event.record_key): event for event in standing}
    by_key = {event.pk: event for event in standing}
    return [(fact, by_key.get(fact.observation or 0) or newest[fact.register, fact.record]) for fact in facts]
