"""Which items a round let go, and what it says of that to whoever read them last year."""

from typing import NamedTuple
from uuid import UUID

from publishing.rounds.current import Address
from publishing.rounds.models import Round


class Ending(NamedTuple):
    """Why an item ended, and the uid of what takes its place."""

    reason: str
    successor: UUID | None


def endings_of(round: Round) -> dict[Address, Ending]:
    """Return the items that ``round`` let go. One query."""
    gone = round.items.filter(retired_at__isnull=False)
    rows = gone.values_list("kind", "uid", "retired_reason", "successor")
    return {(kind, uid): Ending(reason, successor) for kind, uid, reason, successor in rows}
