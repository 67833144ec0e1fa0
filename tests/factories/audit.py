"""Records, and ways to tamper with them past the triggers."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from cms.acts.act import Subject
from publishing.audit.actions import Action
from publishing.audit.immutability import GUARD
from publishing.audit.models import AuditEvent
from publishing.audit.recording import record

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
THING = Subject("uitgave", "2026.1", "uitgave 2026.1")


def recorded(action: Action = Action.RELEASE_PUBLISHED, **values: Any) -> AuditEvent:
    """Record something as a service does, in a transaction of its own."""
    with transaction.atomic():
        return record(**{"action": action, "obj": THING, "by": None, "at": AT, **values})


@contextmanager
def triggers_off() -> Iterator[None]:
    """Let somebody who owns the tables do as they like, and put the triggers back."""
    connection.check_constraints()  # PostgreSQL alters no table while checks on it are deferred
    GUARD.remove(connection)
    yield
    connection.check_constraints()
    GUARD.install(connection)


def events_on(action: Action) -> list[AuditEvent]:
    """Return what is on record of ``action``, oldest first."""
    return list(AuditEvent.objects.filter(action=action.value).order_by("pk"))


def the_event(action: Action) -> AuditEvent:
    """Return the only event on record of ``action``."""
    (event,) = events_on(action)
    return event
