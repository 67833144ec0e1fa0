"""What vetting needs to know of the yearly round. Who keeps rounds answers through Wagtail hooks.

``current_round`` is a callable without arguments: the year and the reference date of the open round, None without one.
``interventions_in_round`` is one too: the uids of the interventions that the open round holds and did not let go.
"""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from wagtail import hooks

NO_ROUND = "Er is nu geen open jaarronde. Een oordeel hoort bij een ronde: de publicist opent die."


class OpenRound(NamedTuple):
    """A round that takes verdicts."""

    year: int
    reference_date: date


def current_round() -> OpenRound | None:
    """Return the open round; None when there is none, or nobody keeps rounds."""
    ask: Any = next(iter(hooks.get_hooks("current_round")), None)
    answer: tuple[int, date] | None = ask() if ask is not None else None
    return None if answer is None else OpenRound(*answer)


def interventions_in_round() -> set[UUID]:
    """Return the uids of the interventions in the open round. One query."""
    ask: Any = next(iter(hooks.get_hooks("interventions_in_round")), None)
    return set(ask()) if ask is not None else set()
