"""Whatever people do in whatever order: nobody is their own second pair of eyes, and nothing stale counts.

A property that holds proves little unless it breaks when the code does: every check is taken away once below, and the
very same runs have to notice. The CHECK and the triggers stay in place, so some faults end in the database's refusal.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from django.db import DatabaseError

from cms.content.models import Definition
from cms.vetting import verdicts
from publishing.rounds import confirming, recorded, reviewing, states
from tests.publishing.rounds.any_order.reviews import ReviewsInAnyOrder
from tests.publishing.rounds.any_order.runs import AS_IT_WAS, let_people_do_anything
from tests.publishing.rounds.any_order.verdicts import VerdictsInAnyOrder

pytestmark = pytest.mark.django_db


def judge_in_any_order() -> None:
    let_people_do_anything(VerdictsInAnyOrder, runs=20, steps=12)


def review_in_any_order() -> None:
    let_people_do_anything(ReviewsInAnyOrder, runs=12, steps=7)


@pytest.mark.parametrize("do_anything", [judge_in_any_order, review_in_any_order])
def test_nobody_is_their_own_second_pair_of_eyes_and_nothing_stale_counts(do_anything: Callable[[], None]) -> None:
    do_anything()
    assert Definition.objects.get().body == AS_IT_WAS  # each run was undone


def allow(*_: Any) -> None:
    """Refuse nothing."""


def never(*_: Any, **__: Any) -> bool:
    return False


def nothing(*_: Any) -> tuple[()]:
    return ()


def nobody(_: Any, items: Any) -> dict[Any, list[Any]]:
    return {item.address: [] for item in items}


def any_bytes(situation: states.Situation) -> dict[Any, states.Seen]:
    return {review.part: review for review in situation.reviews}


FAULTS: dict[str, tuple[Callable[[], None], ModuleType, str, Any]] = {
    "whoever proposed a verdict decides on it": (judge_in_any_order, verdicts, "_refuse_own", allow),
    "a stale proposal is agreed with": (judge_in_any_order, verdicts, "_refuse_stale", allow),
    "a stale verdict counts": (judge_in_any_order, verdicts, "is_stale", never),
    "whoever changed an item reviews it": (review_in_any_order, reviewing, "_refuse_own", allow),
    "nobody is known to have changed anything": (review_in_any_order, reviewing, "read_changes", nobody),
    "who entered a fact did not change the item": (review_in_any_order, recorded, "_observations", nothing),
    "other bytes are reviewed than were on screen": (review_in_any_order, reviewing, "_refuse_other_bytes", allow),
    "whoever changed an item confirms it among many": (review_in_any_order, confirming, "_changed_it", never),
    "a review by who changed the item counts": (review_in_any_order, states, "_reviewed_own", never),
    "a review of other bytes counts": (review_in_any_order, states, "counting_reviews", any_bytes),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_runs_notice_when(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    do_anything, *change = FAULTS[fault]
    monkeypatch.setattr(*change)
    with pytest.raises((AssertionError, DatabaseError)):
        do_anything()
