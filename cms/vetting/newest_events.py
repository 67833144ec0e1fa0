"""The event of each record that counts at a date: pure functions over observations, without a clock or a query."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar


class Event(Protocol):
    """What the state rule needs to know of an observation."""

    register: str
    record: str
    record_key: str
    level: str
    recognised_on: date | None


E = TypeVar("E", bound=Event)


def recognitions_at(observations: Iterable[E], reference_date: date) -> list[E]:
    """Return, for each record, its newest event dated on or before ``reference_date``, by register and record.

    A record is the same however it was written (``record_key``).

    ``observations`` come in the order in which they were entered: of two events of one record with one date the
    later entry holds, so that a slip is mended by entering the fact again. Events without a date or a level never
    count. Rule: invariant 6 (the reference date decides).
    """
    newest: dict[tuple[str, str], E] = {}
    for event in observations:
        if event.recognised_on is None or event.recognised_on > reference_date or not event.level:
            continue
        key = (event.register, event.record_key)
        held = newest.get(key)
        if held is None or held.recognised_on is None or event.recognised_on >= held.recognised_on:
            newest[key] = event
    return sorted(newest.values(), key=lambda event: (event.register, event.record))
