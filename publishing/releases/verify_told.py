"""Verification of what was told of releases: events, what belongs to each, and the entries of the outbox."""

from collections.abc import Iterator

from publishing.documents.canonical import canonical_bytes
from publishing.releases.channels import live_channel
from publishing.releases.delivering.sealing import seal_of
from publishing.releases.delivering.telling import event_id, message_of
from publishing.releases.difference import Difference
from publishing.releases.models import CATALOGUE, MOVES, OutboxEntry, ReleaseEvent
from publishing.releases.models.release import GROWING
from publishing.releases.notices.models import Notice, NoticeEnding
from publishing.releases.redactions.models import RedactedRelease

_CHUNK = 500
_Kind = ReleaseEvent.Kind
_BELONGING = {
    _Kind.NOTICED: Notice,
    _Kind.WITHDRAWN: Notice,
    _Kind.NOTICE_ENDED: NoticeEnding,
    _Kind.REDACTED: RedactedRelease,
}


def event_differences() -> Iterator[Difference]:
    """Yield what is wrong with the events, with what belongs to them, and with the channel that they moved."""
    events = list(ReleaseEvent.objects.order_by("generation").values_list("generation", "kind", "release"))
    channel = live_channel()
    moves = [release for _, kind, release in events if kind in MOVES]
    expected = (moves[-1] if moves else None, len(events))
    if [generation for generation, *_ in events] != list(range(1, len(events) + 1)):
        yield Difference("gebeurtenissen", "de generaties lopen niet van 1 af door")
    elif (channel.current_id, channel.generation) != expected:
        yield Difference(f"kanaal {channel.name}", "wijst niet naar de uitgave van de laatste verplaatsing")
    for kind, model in _BELONGING.items():
        alone = ReleaseEvent.objects.filter(kind=kind).exclude(pk__in=model._default_manager.values("event"))
        for generation in alone.order_by("generation").values_list("generation", flat=True):
            yield Difference(f"gebeurtenis {generation}", f"wat er bij hoort ({model._meta.verbose_name}) ontbreekt")


def outbox_differences() -> Iterator[Difference]:
    """Hold every entry against its own seal, and those of events against the event."""
    events = ReleaseEvent.objects.select_related("release").defer(*(f"release__{column}" for column in GROWING))
    by_id = {event_id(event): event for event in events}
    told = set()
    for entry in OutboxEntry.objects.order_by("pk").iterator(chunk_size=_CHUNK):
        if entry.seal != seal_of(entry):
            yield Difference(f"aflevering {entry}", "is niet wat er bij de gebeurtenis is vastgelegd")
        event = by_id.get(entry.event_id)
        if event is None:
            yield Difference(f"aflevering {entry}", "hoort bij geen gebeurtenis")
        elif entry.generation != event.generation or bytes(entry.payload) != canonical_bytes(message_of(event)):
            yield Difference(f"aflevering {entry}", "vertelt iets anders dan er is gebeurd")
        if entry.kind == CATALOGUE:
            told.add(entry.event_id)
    for missing in by_id.keys() - told:
        yield Difference(f"gebeurtenis {by_id[missing].generation}", "is nooit aan de catalogus verteld")


def undelivered() -> Iterator[Difference]:
    """Yield every delivery that waits."""
    for entry in OutboxEntry.objects.held_up_here():
        yield Difference(f"aflevering {entry}", f"wacht nog, na {entry.attempts} pogingen. {entry.last_error}".strip())
