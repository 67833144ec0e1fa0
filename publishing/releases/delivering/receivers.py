"""Who is told when the channel moves: one receiver per kind of delivery. Each app adds its own when it is ready.

What every receiver promises: it is told an event id, and doing the same one again changes nothing there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from publishing.attempts.errors import WorkError
from publishing.releases.models import OutboxEntry

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
USUAL_PAUSES = (_MINUTE, 5 * _MINUTE, 15 * _MINUTE, _HOUR, 3 * _HOUR, 6 * _HOUR, 12 * _HOUR)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a receiver answered, for people to read."""

    status: int | None = None
    words: str = ""


class DeliveryError(WorkError):
    """It was not delivered. ``answer`` is what came back, if anything did."""

    def __init__(
        self,
        message: str,
        *,
        answer: Answer | None = None,
        permanent: bool = False,
        wait: timedelta = timedelta(0),
    ) -> None:
        super().__init__(message, detail=answer.words if answer else "", permanent=permanent, wait=wait)
        self.answer = answer or Answer()


class Receiver(Protocol):
    """One kind of delivery. Who inherits from this is asked again as usual."""

    kind: str
    label: str  # Dutch, as in "catalogus"

    def destinations(self) -> Iterable[str]:
        """Yield to whom a move is told; read in the transaction of the move, so without network and few."""

    def deliver(self, entry: OutboxEntry) -> Answer:
        """Offer ``entry.payload`` under ``entry.event_id`` to ``entry.destination``; raise DeliveryError."""

    def silenced(self) -> Iterable[str]:
        """Yield who is told nothing for now because somebody wanted so: what waits for them is no trouble."""
        return ()

    def pauses(self, entry: OutboxEntry) -> tuple[timedelta, ...]:
        """Return how long to wait after each time that it failed; after the last it is given up."""
        return USUAL_PAUSES


RECEIVERS: dict[str, Receiver] = {}


def register_receiver(receiver: Receiver) -> None:
    """Let ``receiver`` be told of every move from now on."""
    RECEIVERS[receiver.kind] = receiver


def label_of(kind: str) -> str:
    """Return what people call this kind of delivery."""
    return RECEIVERS[kind].label if kind in RECEIVERS else kind
