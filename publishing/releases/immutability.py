"""What a release is made of never changes: the database refuses it, whoever asks (publishing/guarding)."""

from collections.abc import Iterator

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from publishing.guarding.fixed import fixed_but_for
from publishing.guarding.guard import Guard
from publishing.guarding.trigger import Trigger
from publishing.releases.models import (
    DeliveryAttempt,
    DocumentBody,
    Freeze,
    OutboxEntry,
    PackRecord,
    Publication,
    Redelivery,
    Release,
    ReleaseEvent,
)

GUARDED: tuple[type[models.Model], ...] = (
    DocumentBody,
    Release,
    Freeze,
    Publication,
    ReleaseEvent,
    PackRecord,
    DeliveryAttempt,
    Redelivery,
)
_MESSAGE = "released rows never change"


def _what_is_sent(vendor: str) -> Iterator[Trigger]:
    yield from fixed_but_for(OutboxEntry, ("delivered_at",), vendor=vendor, message=_MESSAGE)


GUARD = Guard(GUARDED, message=_MESSAGE, function="refuse_change", more=_what_is_sent)


def install_triggers(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place, unless the tables are not there; running it again changes nothing."""
    GUARD.install(connection)
