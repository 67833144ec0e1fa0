"""Writes down what is to be told of a move, in the transaction that makes it so."""

from datetime import UTC
from typing import Any
from uuid import UUID, uuid5

from publishing.documents.canonical import canonical_bytes
from publishing.releases.delivering.receivers import RECEIVERS
from publishing.releases.delivering.sealing import seal_of
from publishing.releases.models import OutboxEntry, ReleaseEvent

_EVENTS = UUID("0b9d7c52-6a3e-4f0e-9a86-9a55f9c1d6a4")
NAMES = {
    ReleaseEvent.Kind.PUBLISHED: "uitgave.gepubliceerd",
    ReleaseEvent.Kind.ROLLED_BACK: "uitgave.teruggezet",
    ReleaseEvent.Kind.NOTICED: "uitgave.mededeling",
    ReleaseEvent.Kind.NOTICE_ENDED: "uitgave.mededeling-beeindigd",
    ReleaseEvent.Kind.WITHDRAWN: "uitgave.ingetrokken",
    ReleaseEvent.Kind.REDACTED: "uitgave.gewist",
}


def tell(event: ReleaseEvent) -> None:
    """Write an outbox entry for every receiver of ``event``."""
    data = canonical_bytes(message_of(event))
    entries = [
        OutboxEntry(
            event_id=event_id(event),
            kind=receiver.kind,
            destination=destination,
            payload=data,
            generation=event.generation,
            created_at=event.at,
        )
        for receiver in RECEIVERS.values()
        for destination in receiver.destinations()
    ]
    for entry in entries:
        entry.seal = seal_of(entry)
    OutboxEntry.objects.bulk_create(entries)


def event_id(event: ReleaseEvent) -> UUID:
    """Return the id of a move: the same whoever asks, and another for every move that ever is."""
    return uuid5(_EVENTS, f"{event.generation}/{event.release.digest}/{_moment(event)}")


def message_of(event: ReleaseEvent) -> dict[str, Any]:
    """Return what receivers are told of a move."""
    return {
        "id": str(event_id(event)),
        "gebeurtenis": NAMES[ReleaseEvent.Kind(event.kind)],
        "generatie": event.generation,
        "uitgave": event.release.number,
        "vingerafdruk": event.release.digest,
        "op": _moment(event),
    }


def _moment(event: ReleaseEvent) -> str:
    return event.at.astimezone(UTC).isoformat()
