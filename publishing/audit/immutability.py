"""Events are only ever added, and the head of the chain takes one step at a time: the database refuses all else."""

from collections.abc import Iterator

from publishing.audit.models import AuditEvent, ChainHead
from publishing.guarding.guard import Guard
from publishing.guarding.postgresql import PostgresqlTrigger, refusing, refusing_when
from publishing.guarding.sqlite import SqliteTrigger
from publishing.guarding.trigger import Trigger

_HEAD = ChainHead._meta.db_table
_MESSAGE = "the head of the chain only moves on"
_NOT_THE_NEXT = "NEW.sequence <> OLD.sequence + 1 OR NEW.id <> OLD.id"


def head_moves_on(vendor: str) -> Iterator[Trigger]:
    """Yield the triggers that keep the head from going back, being skipped or being taken away."""
    step, kept = f"{_HEAD}_refuse_step", f"{_HEAD}_refuse_delete"
    if vendor == "postgresql":
        yield PostgresqlTrigger(step, _HEAD, "BEFORE", ("UPDATE",), step, refusing_when(_NOT_THE_NEXT, _MESSAGE))
        yield PostgresqlTrigger(kept, _HEAD, "BEFORE", ("DELETE",), kept, refusing(_MESSAGE))
        emptied = f"{_HEAD}_refuse_truncate"
        yield PostgresqlTrigger(emptied, _HEAD, "BEFORE", ("TRUNCATE",), kept, refusing(_MESSAGE), scope="STATEMENT")
        return
    yield SqliteTrigger(step, _HEAD, "BEFORE UPDATE", _MESSAGE, _NOT_THE_NEXT)
    yield SqliteTrigger(kept, _HEAD, "BEFORE DELETE", _MESSAGE)
    taken = f'EXISTS (SELECT 1 FROM "{_HEAD}" WHERE id = NEW.id)'  # noqa: S608 - our own table
    yield SqliteTrigger(f"{_HEAD}_refuse_replace", _HEAD, "BEFORE INSERT", _MESSAGE, taken)


GUARD = Guard(
    (AuditEvent,), message="what is on record never changes", function="refuse_audit_change", more=head_moves_on
)
