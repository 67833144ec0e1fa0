"""What was done in a correction is only added, and nobody reviews what they had a hand in: the database refuses both.

Guarded from three sides, for rows can be written in any order: the review, somebody noted as a changer, and the change.

Of a document that a redaction erased, a change loses its copy and the title that it was known by.
"""

from collections.abc import Iterator

from publishing.documents.naming import ERASED
from publishing.guarding.guard import Guard
from publishing.guarding.postgresql import PostgresqlTrigger, refusing_when
from publishing.guarding.same import same_but_for
from publishing.guarding.sqlite import SqliteTrigger
from publishing.guarding.trigger import Trigger
from publishing.releases.corrections.models import (
    CarriedOver,
    Correction,
    CorrectionChange,
    CorrectionChanger,
    CorrectionDrop,
    CorrectionFreeze,
    CorrectionReview,
)
from publishing.releases.redactions.models import Redaction

_CHANGES, _CHANGERS, _REVIEWS = (
    model._meta.db_table for model in (CorrectionChange, CorrectionChanger, CorrectionReview)
)
_MESSAGE = "nobody reviews what they changed"
# Who wrote any version of the same item in the same correction had a hand in its newest version.
_WROTE = (
    f"SELECT 1 FROM {_CHANGES} mine JOIN {_CHANGES} any_ ON any_.correction_id = mine.correction_id "  # noqa: S608 - our own names
    "AND any_.kind = mine.kind AND any_.public_id = mine.public_id "
    "WHERE mine.id = NEW.change_id AND any_.by_id = NEW.by_id AND any_.id <= mine.id"
)
_NOTED = f"SELECT 1 FROM {_CHANGERS} WHERE change_id = NEW.change_id AND person_id = NEW.by_id"  # noqa: S608 - our own names
_SIDES = {
    _REVIEWS: f"EXISTS ({_WROTE}) OR EXISTS ({_NOTED})",
    _CHANGERS: f"EXISTS (SELECT 1 FROM {_REVIEWS} WHERE change_id = NEW.change_id AND by_id = NEW.person_id)",  # noqa: S608 - our own names
    _CHANGES: f"EXISTS (SELECT 1 FROM {_REVIEWS} WHERE change_id = NEW.id AND by_id = NEW.by_id)",  # noqa: S608 - our own names
}


_ERASED = (
    f"{same_but_for(CorrectionChange, 'body', 'title')} AND (NEW.body = OLD.body OR length(NEW.body) = 0) "  # noqa: S608 - our own names
    f"AND (NEW.title = OLD.title OR NEW.title = '{ERASED}') AND EXISTS "
    f"(SELECT 1 FROM {Redaction._meta.db_table} WHERE document_id IN (OLD.digest, OLD.base_digest))"
)


def own_changes(vendor: str) -> Iterator[Trigger]:
    """Yield the triggers that refuse a review by somebody who had a hand in the change."""
    for table, own in _SIDES.items():
        name = f"{table}_refuse_own"
        if vendor == "postgresql":
            yield PostgresqlTrigger(name, table, "AFTER", ("INSERT",), name, refusing_when(own, _MESSAGE))
        else:
            # After the row is there: before that, SQLite does not know the key that it will get.
            yield SqliteTrigger(name, table, "AFTER INSERT", _MESSAGE, own)


GUARD = Guard(
    (Correction, CorrectionDrop, CorrectionChange, CorrectionChanger, CorrectionReview, CorrectionFreeze, CarriedOver),
    message="what was done in a correction never changes",
    function="refuse_correction_change",
    more=own_changes,
    passing={CorrectionChange: _ERASED},
)
