"""The state of an item follows from values; the first rule that applies decides."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from cms.vetting.fact import RecognitionFact
from publishing.rounds.entries import Entry, changes_after
from publishing.rounds.models import Outcome
from publishing.rounds.progress import progress_by_domain, progress_of
from publishing.rounds.reviewers import nobody_left
from publishing.rounds.risk import Risk, risk_of
from publishing.rounds.states import ItemState, Seen, Situation, VerdictStands, judge

T = datetime(2026, 9, 1, 12, tzinfo=UTC)
OLD, NOW = "a" * 64, "c" * 64
JORIS, SANNE = 1, 2


def seen(digest: str = NOW, *, by: int = JORIS, at: datetime = T, outcome: str = Outcome.CONFIRMED) -> Seen:
    return Seen(None, digest, by, at, outcome)


@pytest.mark.parametrize(
    ("expected", "fields"),
    [
        (ItemState.TO_CONFIRM, {"base_digest": NOW}),
        (ItemState.CHANGED, {"base_digest": OLD}),
        (ItemState.NEW, {"base_digest": ""}),
        (ItemState.REVIEWED, {"reviews": [seen()]}),
        (ItemState.LAPSED, {"reviews": [seen(OLD)]}),
        (ItemState.REJECTED, {"reviews": [seen(), seen(outcome=Outcome.REJECTED)]}),
        (ItemState.REVIEWED, {"reviews": [seen(outcome=Outcome.REJECTED), seen(by=SANNE)]}),
        (ItemState.AWAITS_VERDICT, {"reviews": [seen()], "verdict": VerdictStands.MISSING}),
        (ItemState.REVIEWED, {"reviews": [seen()], "verdict": VerdictStands.INCLUDED}),
        (ItemState.EXCLUDED, {"verdict": VerdictStands.EXCLUDED}),
        (ItemState.NOT_READY, {"parts": None, "verdict": VerdictStands.MISSING}),
        (ItemState.NOT_READY, {"parts": {}}),
        (ItemState.RETIRED, {"parts": None, "is_retired": True, "verdict": VerdictStands.MISSING}),
        # who changed it before they reviewed it is no second pair of eyes; who changed it afterwards was one
        (ItemState.CHANGED, {"reviews": [seen()], "changes": [(JORIS, T - timedelta(seconds=1))]}),
        (ItemState.CHANGED, {"reviews": [seen()], "changes": [(JORIS, T)]}),
        (ItemState.REVIEWED, {"reviews": [seen()], "changes": [(JORIS, T + timedelta(seconds=1))]}),
        (ItemState.REVIEWED, {"reviews": [seen()], "changes": [(SANNE, T - timedelta(seconds=1))]}),
    ],
)
def test_the_judge_an_item(expected: ItemState, fields: dict[str, Any]) -> None:
    state, _ = judge(Situation(**{"base_digest": OLD, "digest": NOW, "parts": {None: NOW}, **fields}))
    assert state is expected


def fact(state: str = "recognised", level: str = "goed-onderbouwd", record: str = "1") -> RecognitionFact:
    return RecognitionFact("nji", record, state, level)


@pytest.mark.parametrize(
    ("expected", "now", "then"),
    [
        (Risk.UNTOUCHED, [fact()], [fact()]),
        (Risk.IN_REASSESSMENT, [fact("in-reassessment")], [fact()]),
        (Risk.TERM_PASSED, [fact("term-passed"), fact("in-reassessment", record="2")], None),
        (Risk.LEVEL_CHANGED, [fact(level="goede-aanwijzingen")], [fact()]),
        (Risk.LEVEL_CHANGED, [fact("not-recognised", "niet-erkend")], [fact()]),
        (Risk.LEVEL_CHANGED, [fact(), fact(record="2")], [fact()]),
        (Risk.GONE, [fact("disappeared"), fact("term-passed", record="2")], [fact()]),
        (Risk.UNSURE, [], None),
        (Risk.UNSURE, [fact("no-date")], [fact("no-date")]),
        (Risk.UNTOUCHED, [fact()], None),
    ],
)
def test_the_risk_of_an_intervention(
    expected: Risk, now: list[RecognitionFact], then: list[RecognitionFact] | None
) -> None:
    assert risk_of(now, then) is expected


def test_the_worklist_has_what_is_gone_first_and_what_is_untouched_last() -> None:
    order = [Risk.GONE, Risk.LEVEL_CHANGED, Risk.TERM_PASSED, Risk.IN_REASSESSMENT, Risk.UNSURE, Risk.UNTOUCHED]
    assert sorted(Risk) == order


def test_progress_is_said_per_domain_and_counts_a_shared_item_once_in_all() -> None:
    one, two = UUID(int=1), UUID(int=2)
    rows = [
        (ItemState.REVIEWED, frozenset({one, two})),
        (ItemState.TO_CONFIRM, frozenset({one})),
        (ItemState.RETIRED, frozenset({one})),
        (ItemState.EXCLUDED, frozenset({two})),
        (ItemState.NEW, frozenset[UUID]()),
    ]
    said = {domain: str(progress) for domain, progress in progress_by_domain(rows).items()}
    assert said == {
        one: "1 van 2 beoordeeld, 1 valt af",
        two: "1 van 1 beoordeeld, 1 valt af",
        None: "0 van 1 beoordeeld",
    }
    assert str(progress_of(state for state, _ in rows)) == "1 van 3 beoordeeld, 2 vallen af"


def test_who_to_ask_is_said_even_when_there_is_no_administrator() -> None:
    assert "Vraag een beheerder" in nobody_left([])


class TestWhatChangedSinceTheBase:
    """The base holds what was made ready last before it was frozen."""

    def entry(self, days: int, action: str = "wagtail.edit", revision: int = 0, **more: Any) -> Entry:
        is_change = action == "wagtail.edit"
        return Entry(
            **{
                "person": SANNE,
                "at": T + timedelta(days=days),
                "action": action,
                "revision": revision,
                "is_change": is_change,
                **more,
            }
        )

    def changed(self, *entries: Entry, base_date: date | None = None) -> list[Entry]:
        return changes_after(entries, frozen_at=T, base_date=base_date)

    def test_an_edit_that_was_made_ready_before_it_is_in_it(self) -> None:
        assert self.changed(self.entry(-3, revision=1), self.entry(-2, "wagtail.publish", 1)) == []

    def test_a_newer_draft_that_waited_is_not_in_it(self) -> None:
        waited = self.entry(-2, revision=2)
        assert self.changed(self.entry(-3, revision=1), waited, self.entry(-1, "wagtail.publish", 1)) == [waited]

    def test_making_ready_moving_and_merging_change_what_goes_out(self) -> None:
        done = [self.entry(1, name) for name in ("wagtail.publish", "wagtail.move", "wegwijzer.merge")]
        assert self.changed(self.entry(-1, "wagtail.publish", 1), *done) == done

    def test_locking_and_reading_change_nothing(self) -> None:
        assert self.changed(self.entry(1, "wagtail.lock"), self.entry(1, "wagtail.reorder")) == []

    def test_without_a_trace_of_when_it_was_made_ready_everything_counts(self) -> None:
        assert len(self.changed(self.entry(-300))) == 1

    def test_a_fact_counts_from_the_moment_that_it_can_count(self) -> None:
        before = self.entry(-5, "observation", is_change=True, recognised_on=date(2025, 1, 1))
        dated_later = self.entry(-5, "observation", is_change=True, recognised_on=date(2026, 1, 1))
        after = self.entry(5, "observation", is_change=True, recognised_on=date(2020, 1, 1))
        found = self.changed(before, dated_later, after, base_date=date(2025, 7, 31))
        assert found == [dated_later, after]

    def test_without_a_base_everything_counts(self) -> None:
        assert len(changes_after([self.entry(-300), self.entry(-1, "wagtail.publish", 1)], frozen_at=None)) == 2
