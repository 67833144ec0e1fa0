"""Where work can be at the moment that a worker dies.

A kind of work lists its steps as an Enum in a ``steps.py`` beside it, and calls ``reach`` just before and just after
everything that others can see: a row, a commit, a file, a request. Whoever listens is told: the attempt, which writes
down how far it is, and the crash harness (tests/crash), which kills the process at each.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import Enum


class Step(Enum):
    """The steps of one kind of work, in order; the value is what a person reads."""


Listener = Callable[[Step], None]
_LISTENERS: ContextVar[tuple[Listener, ...]] = ContextVar("listeners", default=())


def reach(step: Step) -> None:
    """Say that the work is at ``step``. A listener that raises stops the work there."""
    for listener in _LISTENERS.get():
        listener(step)


@contextmanager
def told(listener: Listener) -> Iterator[None]:
    """Tell ``listener`` every step that is reached within."""
    before = _LISTENERS.set((*_LISTENERS.get(), listener))
    try:
        yield
    finally:
        _LISTENERS.reset(before)
