"""What vetting says about the interventions of a round: whether a verdict holds, and how risky each one is."""

from collections.abc import Collection, Mapping
from uuid import UUID

from cms.vetting.facts import facts_of
from cms.vetting.verdicts import verdicts_that_hold
from publishing.rounds.current import CurrentItem
from publishing.rounds.models import Round
from publishing.rounds.risk import Risk, risk_of
from publishing.rounds.states import VerdictStands

KIND = "interventie"


def verdicts_on(round: Round, items: Collection[CurrentItem]) -> dict[UUID, VerdictStands]:
    """Return how the verdict on each intervention among ``items`` stands now. Four queries."""
    by_key = {item.pk: item.uid for item in items if item.kind == KIND}
    if not by_key:
        return {}
    holding = verdicts_that_hold(by_key, round_year=round.year, reference_date=round.reference_date)
    stands = dict.fromkeys(by_key.values(), VerdictStands.MISSING)
    for key, verdict in holding.items():
        stands[by_key[key]] = VerdictStands.INCLUDED if verdict.is_included else VerdictStands.EXCLUDED
    return stands


def risks_of(round: Round, items: Collection[CurrentItem], known_then: Mapping[UUID, bool]) -> dict[UUID, Risk]:
    """Return the risk of each intervention; ``known_then`` tells which the base release held. Four queries."""
    by_key = {item.pk: item.uid for item in items if item.kind == KIND}
    if not by_key:
        return {}
    now = facts_of(by_key, round.reference_date)
    then = {}
    if round.base_reference_date is not None:
        then = facts_of(by_key, round.base_reference_date, known_until=round.base_frozen_at)
    return {uid: risk_of(now[key], then.get(key) if known_then.get(uid) else None) for key, uid in by_key.items()}
