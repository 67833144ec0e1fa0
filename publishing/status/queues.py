"""Work that waits with others. Who has a queue of their own answers through a Wagtail hook.

``work_that_waits`` is a callable without arguments: the key of the queue, what it is called on the screen, how many
pieces wait or run, and the last sign of life of the one that is silent longest (None when there is none).
"""

from datetime import datetime
from typing import Any, NamedTuple

from wagtail import hooks


class Queue(NamedTuple):
    """Pieces of work that a task has to bring further."""

    key: str
    label: str
    waiting: int
    silent_since: datetime | None


def read_queues() -> list[Queue]:
    """Return how it stands with each, in one query a queue."""
    ask: list[Any] = hooks.get_hooks("work_that_waits")
    return [Queue(*one()) for one in ask]
