"""A day on a screen is the day of here: what was done at half past midnight in summer was not done the day before."""

from datetime import UTC, datetime

import pytest

from cms.sources.models import ImportPlan
from cms.vetting.models import Consultation, Evidence, EvidenceKind, Observation
from publishing.attempts.models import PauseChange
from publishing.releases.corrections.models import CarriedOver, CorrectionDrop
from publishing.rounds.changes import Change
from publishing.rounds.models import CommentMark, MarkKind, Outcome, Review, RoundReopening

HALF_PAST_MIDNIGHT = datetime(2026, 7, 31, 22, 30, tzinfo=UTC)
_CONSULTATION = Consultation(observation=Observation(), consulted_at=HALF_PAST_MIDNIGHT)


@pytest.mark.parametrize(
    "told",
    [
        ImportPlan(file_name="lijst.xlsx", created_at=HALF_PAST_MIDNIGHT),
        _CONSULTATION,
        Evidence(kind=EvidenceKind.CONSULTATION, consultation=_CONSULTATION),
        PauseChange(at=HALF_PAST_MIDNIGHT),
        CarriedOver(at=HALF_PAST_MIDNIGHT),
        CorrectionDrop(at=HALF_PAST_MIDNIGHT),
        Change(person=1, name="sanne", at=HALF_PAST_MIDNIGHT, what="klaargezet"),
        CommentMark(kind=MarkKind.values[0], at=HALF_PAST_MIDNIGHT),
        Review(outcome=Outcome.CONFIRMED, at=HALF_PAST_MIDNIGHT),
        RoundReopening(at=HALF_PAST_MIDNIGHT),
    ],
    ids=lambda told: type(told).__name__,
)
def test_what_happened_after_midnight_here_is_of_the_new_day(told: object) -> None:
    assert "01-08-2026" in str(told)
