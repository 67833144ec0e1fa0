"""Verdicts are proposed by one person, decided by another, and hold as long as the facts that they saw."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import msgspec
from django.db import DEFAULT_DB_ALIAS, transaction

from cms.acts.act import Act, Subject, WorkshopAction, announce
from cms.acts.refusals import records_refusals
from cms.content.models import Intervention
from cms.vetting.evidence.offered import Offered
from cms.vetting.evidence.sufficing import refuse_unproven
from cms.vetting.fact import RecognitionFact
from cms.vetting.facts import digest_of, facts_of
from cms.vetting.models.evidence import Evidence
from cms.vetting.models.verdict import DECISION, OwnVerdictError, Verdict, VerdictError
from cms.vetting.rounds import OpenRound


@transaction.atomic
def propose_verdict(
    *,
    intervention: Intervention,
    round_year: int,
    reference_date: date,
    is_included: bool,
    reason: str,
    by: Any,
    at: datetime,
    evidence: Iterable[Offered] = (),
    seen: str = "",
) -> Verdict:
    """Propose to take ``intervention`` in or to leave it out, on ``evidence`` and the facts known now.

    ``seen`` is the digest of the facts that the proposer saw, empty when nobody looked. Raise VerdictError without
    a reason, for an intervention that is gone, when other facts are known than were seen, or while a proposal waits:
    that is decided first. Raise EvidenceError for evidence that may not be kept, or when nothing at all shows that it
    should be in. Of a refused proposal nothing stays.
    """
    held = _open_to_a_proposal(intervention, round_year=round_year, reason=reason)
    offered = list(evidence)
    _refuse_unseen(held, seen=seen, reference_date=reference_date)
    if is_included:
        refuse_unproven(held, offered=offered)
    rows = [one.as_row(by=by, at=at) for one in offered]  # first: what was found again is no longer gone
    facts = facts_of([held.pk], reference_date)[held.pk]
    verdict = Verdict.objects.create(
        intervention=held,
        uid=held.uid,
        round_year=round_year,
        reference_date=reference_date,
        is_included=is_included,
        reason=reason.strip(),
        facts=msgspec.to_builtins(facts),
        facts_digest=digest_of(facts),
        proposed_by=by,
        proposed_at=at,
    )
    _with_evidence(verdict, rows)
    return _told(WorkshopAction.VERDICT_PROPOSED, verdict, by=by, at=at, reason=verdict.reason)


def _with_evidence(verdict: Verdict, rows: Iterable[Evidence]) -> None:
    for row in rows:
        row.verdict = verdict
        row.save()


def _open_to_a_proposal(intervention: Intervention, *, round_year: int, reason: str) -> Intervention:
    held = Intervention.objects.select_for_update().filter(pk=intervention.pk).first()
    if held is None:
        raise VerdictError(f"'{intervention}' is intussen verwijderd of samengevoegd. Ververs de pagina.")
    if not reason.strip():
        raise VerdictError("Geef een reden: waarom hoort de interventie er wel of niet in?")
    if waiting := Verdict.objects.of_round(round_year).waiting().filter(uid=held.uid).first():
        raise VerdictError(f"Het voorstel van {waiting.proposed_by} wacht nog op een besluit. Dat komt eerst.")
    return held


def _refuse_unseen(held: Intervention, *, seen: str, reference_date: date) -> None:
    if seen and seen != digest_of(facts_of([held.pk], reference_date)[held.pk]):
        raise VerdictError("Sinds je dit scherm opende is er een waarneming bij gekomen of ingetrokken. Kijk nog eens.")


@records_refusals(WorkshopAction.VERDICT_DECIDED, of=lambda values: _about(values["verdict"]), on=OwnVerdictError)
@transaction.atomic
def decide_verdict(
    *, verdict: Verdict, agreed: bool, by: Any, at: datetime, reason: str = "", open_round: OpenRound | None = None
) -> Verdict:
    """Agree or disagree with a proposal as its second person.

    Raise VerdictError for the person who proposed it, whoever that is; when it is decided already; when the facts are
    no longer those that it saw; and for a disagreement without a reason. With ``open_round`` also for a proposal of
    another year, and the facts are those at the date that this round has now.
    """
    # Without joins: who waited for this lock would get the row as it is now, beside a decider as it was before.
    held = Verdict.objects.select_for_update().get(pk=verdict.pk)
    if held.decided_by is not None:
        raise VerdictError(f"{held.decided_by} heeft hier al over beslist.")
    _refuse_own(held, by)
    if open_round is not None and held.round_year != open_round.year:
        raise VerdictError(f"De jaarronde {held.round_year} is niet meer open. Er valt niets meer te beslissen.")
    if not agreed and not reason.strip():
        raise VerdictError("Zeg waarom je het er niet mee eens bent.")
    if agreed:
        _refuse_stale(held, open_round.reference_date if open_round else held.reference_date)
    held.decided_by, held.decided_at, held.agreed, held.decision_reason = by, at, agreed, reason.strip()
    held.save(update_fields=sorted(DECISION))
    return _told(WorkshopAction.VERDICT_DECIDED, held, by=by, at=at, reason=held.decision_reason, akkoord=agreed)


def is_stale(verdict: Verdict, *, facts: Iterable[RecognitionFact], reference_date: date) -> bool:
    """Return whether ``verdict`` saw something else than ``facts``, what is known at ``reference_date``."""
    return verdict.reference_date != reference_date or verdict.facts_digest != digest_of(facts)


def verdicts_that_hold(
    interventions: Iterable[int],
    *,
    round_year: int,
    reference_date: date,
    facts: Mapping[int, list[RecognitionFact]] | None = None,
    known_until: datetime | None = None,
    using: str = DEFAULT_DB_ALIAS,
) -> Mapping[int, Verdict]:
    """Return, by intervention, the newest agreed verdict of the round, where the facts are still those that it saw.

    A disagreement after it takes it away: two persons no longer stand behind it. ``facts`` are those of the
    interventions, where these were read already. Four queries.
    """
    wanted = list(interventions)
    decided = Verdict.objects.using(using).of_round(round_year)
    verdicts = decided.filter(intervention__in=wanted, agreed__isnull=False)
    if known_until is not None:
        verdicts = verdicts.filter(decided_at__lte=known_until)
    newest = {verdict.intervention_id or 0: verdict for verdict in verdicts.order_by("pk")}
    if facts is None:
        facts = facts_of(wanted, reference_date, known_until=known_until, using=using)
    return {
        key: verdict
        for key, verdict in newest.items()
        if verdict.agreed and not is_stale(verdict, facts=facts[key], reference_date=reference_date)
    }


def _refuse_own(verdict: Verdict, by: Any) -> None:
    if verdict.proposed_by == by:
        raise OwnVerdictError("Dit stelde je zelf voor. Een ander moet erover beslissen.")


def _refuse_stale(verdict: Verdict, reference_date: date) -> None:
    intervention = verdict.intervention
    if intervention is None or not Intervention.objects.filter(pk=intervention.pk).exists():
        raise VerdictError(
            "De interventie is intussen verwijderd of samengevoegd. Over dit voorstel valt niets te beslissen."
        )
    facts = facts_of([intervention.pk], reference_date)[intervention.pk]
    if is_stale(verdict, facts=facts, reference_date=reference_date):
        what = "de ijkdatum" if verdict.reference_date != reference_date else "wat we van de erkenning weten"
        raise VerdictError(
            f"Sinds dit voorstel is er iets veranderd aan {what}. "
            "Kies 'Niet akkoord' en zeg waarom. Een redacteur stelt dan opnieuw voor."
        )


def _told(action: WorkshopAction, verdict: Verdict, *, by: Any, at: datetime, reason: str, **details: bool) -> Verdict:
    """Announce what was done to ``verdict``, last in its transaction, and return it."""
    saw = {"opnemen": verdict.is_included, "feiten": verdict.facts_digest}
    subject = _about(verdict)
    announce(Act(action=action, subject=subject, by=by, at=at, reason=reason, details={**details, **saw}))
    return verdict


def _about(verdict: Verdict) -> Subject:
    name = verdict.intervention or "een verwijderde interventie"
    return Subject("oordeel", str(verdict.pk), f"het oordeel over {name} ({verdict.round_year})")
