"""What was made of each item the last time, kept beside all that it was made of: an aid to speed and never a truth.

An item is taken from here when its rows are the very same, and every question that was asked while it was made gets the
same answer (publishing.freezing.noting). That comparison is made each time; nothing says that something is still valid,
and losing what is kept costs time only. What is kept by other code is not looked at.
"""

import hashlib
import sys
from functools import lru_cache
from importlib.metadata import distributions
from typing import Any
from uuid import UUID

import msgspec
from django.conf import settings
from django.core.cache import caches

from publishing.checks.base import Finding
from publishing.freezing.noting import Note
from publishing.rounds.parts import Part

_CODE = ("cms", "publishing")


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What an item is as a document: all of it follows from the rows and the answers.

    ``has_draft`` is whether a version of it waits that nobody made ready. ``domain`` is what a
    recommendation stands in, ``used`` holds what it uses; a domain stands in itself.
    """

    kind: str
    uid: UUID
    title: str
    digest: str
    parts: dict[Part, str]
    problem: str = ""
    has_draft: bool = False
    findings: tuple[Finding, ...] = ()
    domain: UUID | None = None
    used: tuple[tuple[str, UUID], ...] = ()

    @property
    def address(self) -> tuple[str, UUID]:
        """What the item is known by."""
        return self.kind, self.uid


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """What was made, the digest of the rows it was made of, and the numbers of the notes of what was asked."""

    rows: bytes
    notes: tuple[int, ...]
    made: Made


class Shelf(msgspec.Struct, frozen=True):
    """All that is kept, by kind and primary key. Many items ask the same, so each note stands there once."""

    notes: list[Note] = []
    items: dict[str, dict[int, Kept]] = {}


_DECODER = msgspec.msgpack.Decoder(Shelf)


def _code_version() -> str:
    """Return the hash of all code that can have a hand in what is kept: our own, and the versions of all others'."""
    found = hashlib.sha256(sys.version.encode())
    for name in _CODE:
        for path in sorted((settings.BASE_DIR / name).rglob("*.py")):
            found.update(path.read_bytes())
    found.update(repr(sorted((one.name, one.version) for one in distributions())).encode())
    return found.hexdigest()


_VERSION = _code_version()  # when the code is loaded: a later version on disk is not what runs


def shelf_name(*surroundings: Any) -> str:
    """Return where the items are kept that were made in these ``surroundings``, by this very code."""
    told = repr((_VERSION, settings.LONGEST_SENTENCE, surroundings))
    return f"made-{hashlib.sha256(told.encode()).hexdigest()}"


def take_shelf(name: str) -> Shelf:
    """Return what is kept under ``name``; nothing when it was lost or cannot be read."""
    body = caches["kept"].get(name)
    if body is None:
        return Shelf()
    try:
        return _decoded(body)
    except msgspec.MsgspecError:
        return Shelf()


@lru_cache(maxsize=2)  # with and without findings; the very bytes are the key
def _decoded(body: bytes) -> Shelf:
    return _DECODER.decode(body)


def put_shelf(name: str, shelf: Shelf) -> None:
    """Keep ``shelf`` under ``name`` instead of what was there, without the notes that no item needs any more."""
    numbers: dict[int, int] = {}
    items = {
        kind: {
            key: Kept(kept.rows, tuple(numbers.setdefault(old, len(numbers)) for old in kept.notes), kept.made)
            for key, kept in held.items()
        }
        for kind, held in shelf.items.items()
    }
    tidy = Shelf([shelf.notes[old] for old in numbers], items)
    caches["kept"].set(name, msgspec.msgpack.encode(tidy), timeout=None)
