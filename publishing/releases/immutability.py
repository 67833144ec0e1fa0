"""What a release is made of never changes, and none goes out without two approvals: the database refuses both, whoever
asks (publishing/guarding).

The one exception is the redaction of design.md: of a document that a Redaction names, the bytes can be emptied, and
with them what the findings of its releases quote.
"""

from collections.abc import Iterator

from django.db import models

from publishing.guarding.fixed import fixed_but_for
from publishing.guarding.guard import Guard
from publishing.guarding.postgresql import PostgresqlTrigger, refusing_when
from publishing.guarding.same import same_but_for
from publishing.guarding.sqlite import SqliteTrigger
from publishing.guarding.trigger import Trigger
from publishing.releases.models import (
    Approval,
    DeliveryAttempt,
    DocumentBody,
    Freeze,
    OutboxEntry,
    PackRecord,
    Preparation,
    Publication,
    Redelivery,
    Release,
    ReleaseEvent,
)
from publishing.releases.redactions.models import RedactedRelease, Redaction

GUARDED: tuple[type[models.Model], ...] = (
    DocumentBody,
    Release,
    Freeze,
    Approval,
    Preparation,
    Publication,
    ReleaseEvent,
    PackRecord,
    DeliveryAttempt,
    Redelivery,
)
_PUBLICATIONS, _APPROVALS = Publication._meta.db_table, Approval._meta.db_table
_UNCHANGED = "released rows never change"
_MESSAGE = "a release goes out with two approvals"


def _not_approved_by(column: str) -> str:
    """Return the condition that the newest word of the person in ``column`` about the release is no approval."""
    newest = (
        f"SELECT kind FROM {_APPROVALS} WHERE release_id = NEW.release_id AND by_id = NEW.{column} "  # noqa: S608 - our own names
        "ORDER BY id DESC LIMIT 1"
    )
    return f"COALESCE(({newest}), '') <> '{Approval.Kind.GIVEN.value}'"


def _two_approvals(vendor: str) -> Iterator[Trigger]:
    """Yield the trigger that refuses a publication whose two approvers did not approve that very release."""
    name = f"{_PUBLICATIONS}_refuse_unapproved"
    lacking = " OR ".join(map(_not_approved_by, ("approved_by_id", "also_approved_by_id")))
    if vendor == "postgresql":
        yield PostgresqlTrigger(name, _PUBLICATIONS, "BEFORE", ("INSERT",), name, refusing_when(lacking, _MESSAGE))
    else:
        yield SqliteTrigger(name, _PUBLICATIONS, "BEFORE INSERT", _MESSAGE, lacking)


def _more(vendor: str) -> Iterator[Trigger]:
    yield from _two_approvals(vendor)
    yield from fixed_but_for(OutboxEntry, ("delivered_at",), vendor=vendor, message=_UNCHANGED)


_ERASED = (
    "NEW.digest = OLD.digest AND length(NEW.body) = 0 "  # noqa: S608 - our own names
    f"AND EXISTS (SELECT 1 FROM {Redaction._meta.db_table} WHERE document_id = OLD.digest)"
)
_UNQUOTED = (
    f"{same_but_for(Freeze, 'findings')} "  # noqa: S608 - our own names
    f"AND EXISTS (SELECT 1 FROM {RedactedRelease._meta.db_table} WHERE release_id = OLD.release_id)"
)
GUARD = Guard(
    GUARDED,
    message=_UNCHANGED,
    function="refuse_change",
    more=_more,
    passing={DocumentBody: _ERASED, Freeze: _UNQUOTED},
)
