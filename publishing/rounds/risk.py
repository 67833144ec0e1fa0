"""How much an intervention asks of a reviewer this year: what the registers say now against what they said then."""

from collections.abc import Iterable

from django.db import models

from cms.vetting.fact import RecognitionFact
from cms.vetting.recognition_state import RecognitionState


class Risk(models.IntegerChoices):
    """The heaviest first, which is the order of the worklist."""

    GONE = 1, "verdwenen uit een register"
    LEVEL_CHANGED = 2, "niveau veranderd"
    TERM_PASSED = 3, "termijn voorbij"
    IN_REASSESSMENT = 4, "in herbeoordeling"
    UNSURE = 5, "vraagt aandacht"  # not recognised, conditional, no date, no level, or no fact at all
    UNTOUCHED = 6, "onveranderd"


_BY_STATE = {
    RecognitionState.DISAPPEARED: Risk.GONE,
    RecognitionState.TERM_PASSED: Risk.TERM_PASSED,
    RecognitionState.IN_REASSESSMENT: Risk.IN_REASSESSMENT,
    RecognitionState.RECOGNISED: Risk.UNTOUCHED,
}


def risk_of(now: Iterable[RecognitionFact], then: Iterable[RecognitionFact] | None) -> Risk:
    """Return the heaviest risk among the facts of ``now``; ``then`` is what the base knew, None for a new one."""
    facts = list(now)
    found = {_BY_STATE.get(RecognitionState(fact.state), Risk.UNSURE) for fact in facts} or {Risk.UNSURE}
    if then is not None and _levels(facts) != _levels(then):
        found.add(Risk.LEVEL_CHANGED)
    return min(found)


def _levels(facts: Iterable[RecognitionFact]) -> dict[tuple[str, str], str]:
    return {(fact.register, fact.record): fact.level for fact in facts if fact.level}
