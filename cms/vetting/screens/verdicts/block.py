"""The block *Oordeel* on the tab of an intervention: what is proposed and decided, and what may be done now."""

from typing import Any

from django.urls import reverse

from cms.content.models import Intervention
from cms.vetting.asked import NOT_ASKED
from cms.vetting.blast_radius import blast_radius
from cms.vetting.progress import Progress, progress_of
from cms.vetting.rounds import NO_ROUND, current_round, interventions_in_round
from cms.vetting.screens.verdicts.access import DECIDE, PROPOSE, VIEW
from cms.vetting.screens.verdicts.showing import OWN_PROPOSAL, evidence_of, facts_shown


def verdict_context(intervention: Intervention, user: Any) -> dict[str, Any]:
    """Return what the template ``vetting/verdict_block.html`` shows to ``user``."""
    if intervention._state.adding or not user.has_perm(VIEW):
        return {"show_verdict": False}
    now = current_round()
    if now is None:
        return {"show_verdict": True, "not_asked": NO_ROUND}
    if intervention.is_no_longer_ready and intervention.uid not in interventions_in_round():
        return {"show_verdict": True, "not_asked": NOT_ASKED}
    (progress,) = progress_of([intervention], now)
    explain = reverse("toetsing:explain", args=[intervention.pk])
    return {
        "show_verdict": True,
        "round": now,
        "progress": progress,
        "facts": facts_shown(progress.facts),
        "evidence": evidence_of(progress.verdict),
        "radius": blast_radius(intervention, day=now.reference_date),
        "explain_url": f"{explain}?ronde={now.year}",
        **_actions(progress, user),
    }


def _actions(progress: Progress, user: Any) -> dict[str, Any]:
    """Return the address of what ``user`` may do now, or the sentence that says why not."""
    verdict = progress.verdict
    if progress.may_be_proposed or verdict is None:
        url = reverse("toetsing:propose", args=[progress.intervention.pk]) if user.has_perm(PROPOSE) else ""
        return {"propose_url": url}
    if verdict.proposed_by_id == user.pk:
        return {"own_proposal": OWN_PROPOSAL}
    return {"decide_url": reverse("toetsing:decide", args=[verdict.pk]) if user.has_perm(DECIDE) else ""}
