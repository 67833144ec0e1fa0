"""Verification of the record: recompute every hash of the chain and name the first event that is wrong."""

from collections.abc import Iterator, Mapping

from publishing.audit.chain import START, Break, Head, first_break
from publishing.audit.models import AuditEvent, ChainHead

_CHUNK = 500


def chain_problems(witnesses: Mapping[str, Head]) -> Iterator[str]:
    """Yield, in Dutch, what is wrong with the chain; nothing when it is whole.

    ``witnesses`` are heads that were written down elsewhere, by who did. Holds a few hundred events at a time.
    """
    # Something may come in between reading the head and the events; a break that is none is gone the second time.
    if broken := _first_break(witnesses) and _first_break(witnesses):
        event = AuditEvent.objects.filter(sequence=broken.sequence).first()
        yield f"{broken}{f': {event}' if event else ''}"
    if event := AuditEvent.objects.missing_from_the_chain().first():
        yield f"gebeurtenis '{event}' hoort in de keten en staat er niet in"


def _first_break(witnesses: Mapping[str, Head]) -> Break | None:
    head, events = current_head(), AuditEvent.objects.chained().iterator(chunk_size=_CHUNK)
    return first_break((event.link() for event in events), head=head, witnesses=witnesses)


def current_head() -> Head:
    """Return how far the chain came."""
    held = ChainHead.objects.all().only_one().first()
    return START if held is None else held.value
