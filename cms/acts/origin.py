"""Where an act comes from: an edge says so once, and whatever happens under it is recorded as coming from there.

Edges are screens and the API, commands and tasks (edges.py). Whoever comes in by another
way, a shell for instance, is on record as unknown.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import models


class Door(models.TextChoices):
    """The kind of edge (oorsprong)."""

    SCREEN = "screen", "scherm"
    COMMAND = "command", "opdracht"
    TASK = "task", "taak"
    API = "api", "API"
    UNKNOWN = "unknown", "onbekend"


@dataclass(frozen=True)
class Origin:
    """The kind of edge, and which one: an address, the name of a command or of a task."""

    door: Door = Door.UNKNOWN
    detail: str = ""


def nobody() -> None:
    """No person is known at this edge."""


@dataclass(frozen=True)
class _Edge:
    origin: Origin
    person: Callable[[], Any]


_NO_EDGE = _Edge(Origin(), nobody)
_edge: ContextVar[_Edge | None] = ContextVar("edge", default=None)


@contextmanager
def acting_from(door: Door, detail: str, *, person: Callable[[], Any] = nobody) -> Iterator[None]:
    """Let everything within come from here; ``person`` says, when asked, who is signed in."""
    token = _edge.set(_Edge(Origin(door, detail), person))
    try:
        yield
    finally:
        _edge.reset(token)


def current_origin() -> Origin:
    """Return where what happens now comes from."""
    return (_edge.get() or _NO_EDGE).origin


def current_person() -> Any:
    """Return who is signed in at the edge, None when nobody is known; only for what is told without its actor."""
    return (_edge.get() or _NO_EDGE).person()
