"""Reviews are only ever added, and nobody's review stands beside their own change: the database refuses both.

The second rule is guarded from both sides, for rows can be written in either order: a changer who is the reviewer, and
a review whose reviewer is among its changers already (foreign keys are checked at the end of a transaction).
"""

from collections.abc import Iterator

from publishing.guarding.guard import Guard
from publishing.guarding.postgresql import PostgresqlTrigger, refusing_when
from publishing.guarding.sqlite import SqliteTrigger
from publishing.guarding.trigger import Trigger
from publishing.rounds.closed import closed_rounds
from publishing.rounds.models.comment_mark import CommentMark
from publishing.rounds.models.mention import Mention
from publishing.rounds.models.reopening import RoundReopening
from publishing.rounds.models.review import Review, ReviewChanger
from publishing.rounds.proposals import fixed_proposals

_REVIEWS, _CHANGERS = Review._meta.db_table, ReviewChanger._meta.db_table
_MESSAGE = "nobody reviews what they changed"
_SIDES = {
    _REVIEWS: f"EXISTS (SELECT 1 FROM {_CHANGERS} WHERE review_id = NEW.id AND person_id = NEW.reviewer_id)",  # noqa: S608 - our own names
    _CHANGERS: f"EXISTS (SELECT 1 FROM {_REVIEWS} WHERE id = NEW.review_id AND reviewer_id = NEW.person_id)",  # noqa: S608 - our own names
}


def own_changes(vendor: str) -> Iterator[Trigger]:
    """Yield the triggers that refuse a review by somebody who changed the item."""
    for table, own in _SIDES.items():
        name = f"{table}_refuse_own"
        if vendor == "postgresql":
            yield PostgresqlTrigger(name, table, "AFTER", ("INSERT",), name, refusing_when(own, _MESSAGE))
        else:
            # After the row is there: before that, SQLite does not know the key that it will get.
            yield SqliteTrigger(name, table, "AFTER INSERT", _MESSAGE, own)


def _more(vendor: str) -> Iterator[Trigger]:
    yield from own_changes(vendor)
    yield from closed_rounds(vendor)
    yield from fixed_proposals(vendor)


GUARD = Guard(
    (Review, ReviewChanger, RoundReopening, CommentMark, Mention),
    message="what was done in a round never changes",
    function="refuse_review_change",
    more=_more,
)
