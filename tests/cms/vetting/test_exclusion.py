"""Why an intervention was left out, as a category: one row per case. Read it as a table."""

import pytest

from cms.vetting.exclusion import category_of
from cms.vetting.fact import RecognitionFact
from cms.vetting.recognition_state import RecognitionState as S

# The states of its records · what a release says
TABLE: list[tuple[list[S], str]] = [
    ([], "geen erkenning bekend"),
    ([S.NOT_RECOGNISED], "niet erkend"),
    ([S.DISAPPEARED], "verdwenen uit het register"),
    ([S.AFTER_DATE], "erkend na de ijkdatum"),
    ([S.NO_DATE], "geen datum bekend"),
    ([S.UNKNOWN], "geen niveau bekend"),
    ([S.TERM_PASSED], "termijn voorbij"),
    ([S.CONDITIONAL], "onder voorbehoud"),
    ([S.IN_REASSESSMENT], "in herbeoordeling"),
    ([S.RECOGNISED], "wel erkend, past niet bij een aanbeveling"),
    ([S.NOT_RECOGNISED, S.RECOGNISED], "wel erkend, past niet bij een aanbeveling"),
    ([S.AFTER_DATE, S.NOT_RECOGNISED], "niet erkend"),
    ([S.IN_REASSESSMENT, S.TERM_PASSED, S.NO_DATE], "geen datum bekend"),
    ([S.NOT_RECOGNISED, S.DISAPPEARED], "verdwenen uit het register"),
]


@pytest.mark.parametrize(("states", "category"), TABLE)
def test_the_heaviest_state_is_the_reason_unless_a_record_is_recognised(states: list[S], category: str) -> None:
    facts = [RecognitionFact("nji", str(number), state.value) for number, state in enumerate(states)]
    assert category_of(facts) == category
    assert category_of(reversed(facts)) == category


@pytest.mark.parametrize("state", S)
def test_every_state_has_a_category(state: S) -> None:
    assert category_of([RecognitionFact("nji", "1", state.value)])
