"""In which state an item of the round is: pure functions over values, without a clock or a query.

The first that applies:

    retired            somebody let it go, with a reason
    not ready          it is not *klaar*, or cannot become a document
    awaits verdict     an intervention without a verdict that holds
    excluded           two persons decided that the intervention stays out
    rejected           the newest review of a part says that it is not good, and the part is still the same
    reviewed           each part was confirmed as it is now
    lapsed             it was reviewed, and something changed since
    new, changed, to confirm    nobody looked yet: not in the base, other than in the base, the same

A review counts for a part as long as the digest of the part is the one it saw, and never when its reviewer had changed
the item since the base release: the row that says so is guarded by triggers, and here it is asked again.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
from django.db import models

from publishing.rounds.models import Outcome
from publishing.rounds.parts import Part


class ItemState(models.TextChoices):
    """The state of an item in its round."""

    TO_CONFIRM = "te-bevestigen", "te bevestigen"
    CHANGED = "gewijzigd", "gewijzigd sinds vorig jaar"
    NEW = "nieuw", "nieuw"
    REVIEWED = "beoordeeld", "beoordeeld"
    LAPSED = "verlopen", "beoordeling verlopen"
    REJECTED = "afgekeurd", "afgekeurd"
    AWAITS_VERDICT = "wacht-op-oordeel", "wacht op oordeel"
    NOT_READY = "niet-klaar", "niet klaar"
    EXCLUDED = "niet-opgenomen", "niet opgenomen"
    RETIRED = "vervallen", "vervallen"


SETTLED = frozenset({ItemState.REVIEWED, ItemState.EXCLUDED, ItemState.RETIRED})
GONE = frozenset({ItemState.EXCLUDED, ItemState.RETIRED})
TO_READ = frozenset({ItemState.CHANGED, ItemState.NEW, ItemState.LAPSED})  # other than what was published or reviewed
TO_REVIEW = TO_READ | {ItemState.TO_CONFIRM}
TO_MEND = frozenset({ItemState.REJECTED, ItemState.NOT_READY})


class VerdictStands(models.TextChoices):
    """What two persons decided about an intervention, as far as that still holds."""

    NOT_NEEDED = "", "niet nodig"
    MISSING = "missing", "ontbreekt"
    INCLUDED = "included", "opnemen"
    EXCLUDED = "excluded", "niet opnemen"


class Seen(msgspec.Struct, frozen=True):
    """What a review looked at: a part and its digest, who, when, and what they found."""

    part: Part
    digest: str
    reviewer: int
    at: datetime
    outcome: str


class Situation(msgspec.Struct, frozen=True, kw_only=True):
    """All that the state of an item follows from. ``parts`` is None when the item is not ready.

    ``reviews`` are in the order in which they were made; ``changes`` holds who changed the item when.
    """

    base_digest: str
    digest: str
    parts: Mapping[Part, str] | None
    is_retired: bool = False
    verdict: VerdictStands = VerdictStands.NOT_NEEDED
    reviews: Sequence[Seen] = ()
    changes: Sequence[tuple[int, datetime]] = ()


def counting_reviews(situation: Situation) -> dict[Part, Seen]:
    """Return, for each part as it is now, the newest review that counts."""
    parts = situation.parts or {}
    return {
        review.part: review
        for review in situation.reviews
        if parts.get(review.part) == review.digest and not _reviewed_own(review, situation.changes)
    }


def judge(situation: Situation) -> tuple[ItemState, list[Part]]:
    """Return the state of an item, and the parts that nobody confirmed as they are now."""
    counting = counting_reviews(situation)
    confirmed = {part for part, review in counting.items() if review.outcome == Outcome.CONFIRMED}
    waiting = [part for part in situation.parts or {} if part not in confirmed]
    return _before_review(situation) or _review_state(situation, counting, waiting), waiting


def _before_review(situation: Situation) -> ItemState | None:
    if situation.is_retired:
        return ItemState.RETIRED
    if not situation.parts:
        return ItemState.NOT_READY
    if situation.verdict == VerdictStands.MISSING:
        return ItemState.AWAITS_VERDICT
    return ItemState.EXCLUDED if situation.verdict == VerdictStands.EXCLUDED else None


def _review_state(situation: Situation, counting: Mapping[Part, Seen], waiting: Sequence[Part]) -> ItemState:
    if not waiting:
        return ItemState.REVIEWED
    if any(part in counting for part in waiting):
        return ItemState.REJECTED
    if any(review.part in waiting and not _reviewed_own(review, situation.changes) for review in situation.reviews):
        return ItemState.LAPSED
    if not situation.base_digest:
        return ItemState.NEW
    return ItemState.TO_CONFIRM if situation.digest == situation.base_digest else ItemState.CHANGED


def _reviewed_own(review: Seen, changes: Sequence[tuple[int, datetime]]) -> bool:
    return any(person == review.reviewer and at <= review.at for person, at in changes)
