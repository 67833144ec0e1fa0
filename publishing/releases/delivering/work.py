"""Delivering as work: what is waiting, in which order, and how often it is tried."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from publishing.attempts.works import MINUTE, Work
from publishing.releases.delivering.deliver import deliver_entry
from publishing.releases.delivering.receivers import RECEIVERS, USUAL_PAUSES, label_of
from publishing.releases.models import CATALOGUE, OutboxEntry
from publishing.releases.steps import DeliveryStep


def _waiting(at: datetime) -> Iterable[str]:
    return [str(key) for key in OutboxEntry.objects.deliverable().values_list("pk", flat=True)]


def _behind(subject: str) -> Iterable[str]:
    """Return what waited for the catalogue, if this was it."""
    entry = OutboxEntry.objects.get(pk=int(subject))
    rest = OutboxEntry.objects.deliverable().exclude(kind=CATALOGUE).filter(generation__gte=entry.generation)
    return [str(key) for key in rest.values_list("pk", flat=True)] if entry.kind == CATALOGUE else []


def _unwanted() -> Iterable[str]:
    """Yield what waits for somebody who is told nothing for now."""
    for receiver in RECEIVERS.values():
        if silenced := list(receiver.silenced()):
            waiting = OutboxEntry.objects.filter(kind=receiver.kind, destination__in=silenced, delivered_at=None)
            yield from (str(key) for key in waiting.values_list("pk", flat=True))


def _describe(subject: str) -> str:
    entry = OutboxEntry.objects.filter(pk=int(subject)).first()
    return subject if entry is None else describe_entry(entry)


def describe_entry(entry: OutboxEntry) -> str:
    """Return what is told, to whom, and of which generation."""
    to = f" aan {entry.destination}" if entry.destination else ""
    return f"{label_of(entry.kind)}{to}, generatie {entry.generation}"


def _pauses(subject: str) -> tuple[timedelta, ...]:
    entry = OutboxEntry.objects.get(pk=int(subject))
    receiver = RECEIVERS.get(entry.kind)
    return USUAL_PAUSES if receiver is None else receiver.pauses(entry)


DELIVERY = Work(
    kind="deliver",
    label="Afleveren:",
    steps=DeliveryStep,
    run=deliver_entry,
    waiting=_waiting,
    behind=_behind,
    unwanted=_unwanted,
    describe=_describe,
    lease=2 * MINUTE,
    pauses=USUAL_PAUSES,
    schedule=_pauses,
)
