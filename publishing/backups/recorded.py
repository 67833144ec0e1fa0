"""What is on record about backups: for a page, a monitor or a rehearsal that asks how old the newest is."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cms.acts.act import Subject
from publishing.audit.actions import Action
from publishing.audit.models import AuditEvent, Result
from publishing.audit.recording import record


@dataclass(frozen=True)
class RecordedBackup:
    """A backup by its name, when its database was copied, and how large it is in bytes."""

    name: str
    at: datetime
    size: int


def last_backup() -> RecordedBackup | None:
    """Return the newest backup that was made of this database, or None."""
    event = _last(Action.BACKUP_MADE)
    return None if event is None else RecordedBackup(event.object_id, event.at, int(event.details["bytes"]))


def last_rehearsal() -> datetime | None:
    """Return when putting a backup back was last tried and went well, or None."""
    event = _last(Action.BACKUP_REHEARSED)
    return None if event is None else event.at


def record_about(*, action: Action, name: str, at: datetime, refusal: str = "") -> None:
    """Record what was done with the backup ``name``, or why it failed."""
    with transaction.atomic():
        record(
            action=action,
            obj=Subject("reservekopie", name, f"reservekopie {name}"),
            by=None,
            at=at,
            refusal=refusal,
        )


def _last(action: Action) -> AuditEvent | None:
    return AuditEvent.objects.filter(action=action.value, result=Result.DONE).order_by("-at", "-pk").first()
