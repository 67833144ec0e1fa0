"""Why an intervention was left out, as one of a few categories that can be counted: pure, from the facts alone.

The reason that people wrote stays in the workshop; the category is what a release says in public.
"""

from collections.abc import Iterable

from cms.vetting.fact import RecognitionFact
from cms.vetting.progress import RISKS
from cms.vetting.recognition_state import RecognitionState

DOES_NOT_FIT = "wel erkend, past niet bij een aanbeveling"
NOTHING_KNOWN = "geen erkenning bekend"


def category_of(facts: Iterable[RecognitionFact]) -> str:
    """Return the category of an intervention that a verdict with ``facts`` leaves out.

    While one record is plainly recognised the recognition was no reason. Else it is the state that weighs heaviest,
    in the order of risk of the worklist (domain.md, the year, job 3).
    """
    states = {fact.state for fact in facts}
    if not states:
        return NOTHING_KNOWN
    if RecognitionState.RECOGNISED.value in states:
        return DOES_NOT_FIT
    return RecognitionState(min(states, key=RISKS.index)).label
