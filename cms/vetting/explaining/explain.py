"""Why an intervention is in or out of a round: by which verdict, observations, rules and people.

In an open round the newest verdict counts as long as its facts are those of now. Of a round that is not open (any more)
the last decision stands as it was taken, on the facts that it kept.
"""

from uuid import UUID

from cms.content.models import Intervention
from cms.vetting.changed import Change, changes_since
from cms.vetting.explaining.explanation import Explanation, Outcome, ToldEvidence, ToldVerdict
from cms.vetting.explaining.records import told_records
from cms.vetting.explaining.rules import FOUR_EYES
from cms.vetting.explaining.subject import ExplanationError, name_of
from cms.vetting.facts import facts_of
from cms.vetting.models import Evidence, Verdict
from cms.vetting.rounds import OpenRound, current_round


def explain_intervention(*, uid: UUID, year: int) -> Explanation:
    """Return why the intervention ``uid`` is in or out of the round of ``year``.

    Raise ExplanationError for an intervention that never was, and for a year without a round.
    """
    intervention = Intervention.every.filter(uid=uid).select_related("merged_into").first()
    name = name_of(uid, intervention)
    verdicts = _verdicts(uid, year)
    now = current_round()
    is_open = now is not None and now.year == year
    if now is None or not is_open:
        if not verdicts:
            raise ExplanationError(
                f"Er is geen ronde {year}: er staat er geen open, en over '{name}' is dat jaar niets besloten."
            )
        now = OpenRound(year, verdicts[0].reference_date)
    decided = next((verdict for verdict in verdicts if verdict.decided_by_id is not None), None)
    facts = facts_of([intervention.pk], now.reference_date)[intervention.pk] if intervention else []
    changes = changes_since(decided, facts=facts, reference_date=now.reference_date) if decided and is_open else []
    outcome = _outcome(decided, changes)
    return Explanation(
        name=name,
        uid=str(uid),
        round_year=year,
        reference_date=now.reference_date,
        outcome=outcome,
        sentence=_sentence(verdicts, decided, intervention, is_open=is_open, is_stale=bool(changes)),
        rule=FOUR_EYES,
        records=told_records(intervention, facts if is_open or decided is None else decided.seen(), now.reference_date),
        verdicts=[_told(verdict, decides=verdict == decided and outcome is not Outcome.OPEN) for verdict in verdicts],
        changes=[str(change) for change in changes],
    )


def _verdicts(uid: UUID, year: int) -> list[Verdict]:
    verdicts = Verdict.objects.of_round(year).filter(uid=uid).newest_first()
    return list(
        verdicts.select_related("proposed_by", "decided_by").prefetch_related("evidence__consultation__observation")
    )


def _outcome(decided: Verdict | None, changes: list[Change]) -> Outcome:
    if decided is None or not decided.agreed or changes:
        return Outcome.OPEN
    return Outcome.IN if decided.is_included else Outcome.OUT


def _sentence(
    verdicts: list[Verdict], decided: Verdict | None, item: Intervention | None, *, is_open: bool, is_stale: bool
) -> str:
    said = _stand(decided, is_stale=is_stale)
    if verdicts and verdicts[0].decided_by_id is None:
        said += f" Een voorstel van {verdicts[0].proposed_by} wacht op een besluit."
    if not is_open:
        said += " De ronde staat niet open; dit is het laatste besluit."
    if item is None:
        said += " De interventie zelf is verwijderd."
    elif item.merged_into is not None:
        said += f" De interventie is samengevoegd met '{item.merged_into}'."
    return said


def _stand(decided: Verdict | None, *, is_stale: bool) -> str:
    if decided is None:
        return "Nog niemand besloot hierover, dus ze staat er niet in."
    if not decided.agreed:
        both = f"{decided.decided_by} was het niet eens met het voorstel van {decided.proposed_by}"
        return f"{both}, dus er is geen oordeel."
    what = "opnemen" if decided.is_included else "niet opnemen"
    if is_stale:
        return f"Het oordeel ({what}) is verlopen: wat het zag is nu anders. Er is een nieuw oordeel nodig."
    stands = "Ze staat erin" if decided.is_included else "Ze staat er niet in"
    return f"{stands}: {decided.proposed_by} stelde dat voor en {decided.decided_by} was akkoord."


def _told(verdict: Verdict, *, decides: bool) -> ToldVerdict:
    outcome = {None: "wacht op een besluit", True: "akkoord", False: "niet akkoord"}[verdict.agreed]
    return ToldVerdict(
        proposal="opnemen" if verdict.is_included else "niet opnemen",
        reason=verdict.reason,
        proposed_by=str(verdict.proposed_by),
        proposed_at=verdict.proposed_at,
        outcome=outcome,
        decided_by=str(verdict.decided_by or ""),
        decided_at=verdict.decided_at,
        decision_reason=verdict.decision_reason,
        decides=decides,
        evidence=[_told_evidence(one) for one in verdict.evidence.all()],
    )


def _told_evidence(one: Evidence) -> ToldEvidence:
    return ToldEvidence(kind=one.get_kind_display(), what=str(one), note=one.note, sha256=one.sha256)
