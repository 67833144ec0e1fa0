"""How far the round is, per domain."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from publishing.rounds.states import GONE, SETTLED, ItemState


@dataclass(frozen=True)
class Progress:
    """How many items are reviewed, out of how many, and how many are no longer in."""

    reviewed: int = 0
    total: int = 0
    gone: int = 0

    def __str__(self) -> str:
        gone = f", {self.gone} {'valt' if self.gone == 1 else 'vallen'} af" if self.gone else ""
        return f"{self.reviewed} van {self.total} beoordeeld{gone}"

    def plus(self, state: ItemState) -> "Progress":
        """Return this with one more item."""
        if state in GONE:
            return Progress(self.reviewed, self.total, self.gone + 1)
        return Progress(self.reviewed + (state in SETTLED), self.total + 1, self.gone)


def progress_by_domain(items: Iterable[tuple[ItemState, frozenset[UUID]]]) -> dict[UUID | None, Progress]:
    """Return the progress of each domain by its uid; under None that of what stands in no domain.

    An intervention that several domains use counts in each of them.
    """
    found: dict[UUID | None, Progress] = {}
    for state, domains in items:
        for domain in domains or {None}:
            found[domain] = found.get(domain, Progress()).plus(state)
    return found


def progress_of(states: Iterable[ItemState]) -> Progress:
    """Return the progress of all items together, each counted once."""
    whole = Progress()
    for state in states:
        whole = whole.plus(state)
    return whole
