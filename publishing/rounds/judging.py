"""What vetting says about the interventions of a round: whether a verdict holds, and how risky each one is."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from cms.vetting.fact import RecognitionFact
from publishing.freezing.context import FreezeContext
from publishing.freezing.vetted import Vetted
from publishing.rounds.current import CurrentItem
from publishing.rounds.models import Round
from publishing.rounds.risk import Risk, risk_of
from publishing.rounds.states import VerdictStands

KIND = "interventie"


def vetted_in(context: FreezeContext) -> Vetted:
    """Return what the round decided for which ``context`` was read."""
    assert context.vetted is not None, "a context that was read for a round says what it decided"
    return context.vetted


def verdict_on(item: CurrentItem, vetted: Vetted) -> VerdictStands:
    """Return how the verdict on ``item`` stands now; only an intervention needs one."""
    if item.kind != KIND:
        return VerdictStands.NOT_NEEDED
    if item.uid in vetted.included:
        return VerdictStands.INCLUDED
    return VerdictStands.EXCLUDED if item.uid in vetted.excluded else VerdictStands.MISSING


def risks_of(
    round: Round, items: Iterable[CurrentItem], vetted: Vetted, known_then: Mapping[UUID, bool]
) -> dict[UUID, Risk]:
    """Return the risk of each intervention; ``known_then`` tells which the base release held. No query."""

    def then(item: CurrentItem) -> Iterable[RecognitionFact] | None:
        if round.base_reference_date is None or not known_then.get(item.uid):
            return None
        return vetted.known.about(item.pk, round.base_reference_date, until=round.base_frozen_at)

    return {item.uid: risk_of(vetted.facts.get(item.uid, ()), then(item)) for item in items if item.kind == KIND}
