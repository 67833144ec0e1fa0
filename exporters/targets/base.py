"""The contract of a kind of target: a place where files lie in folders, and one pointer says which folder is read.

Rules that every kind keeps:
- a folder is made out of sight of readers, and is whole and looked at before the pointer moves to it;
- the pointer moves at one instant, and only from where the caller saw it: of two who move it, one is told;
- whatever is done twice with the same files comes to the same, so work that was killed is simply done again.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from publishing.attempts.errors import WorkError

FOLDERS = "uitgaven"  # below it lie the folders, in every kind of target
OVERVIEW = "overzicht.json"  # in each folder: what lies there


class TargetError(WorkError):
    """A target cannot take what is delivered; the message says what is wrong there and what to do, in Dutch."""


@dataclass(frozen=True, kw_only=True)
class PlacedFile:
    """A file as it is to lie in a folder. ``name`` may hold slashes; ``sha256`` is 64 hexadecimal digits."""

    name: str
    size: int  # bytes
    sha256: str
    media_type: str


@dataclass(frozen=True, kw_only=True)
class Pointer:
    """Which folder readers are led to. ``version`` differs each time that the pointer was written."""

    folder: str
    version: str


@dataclass(frozen=True, kw_only=True)
class Leading:
    """Where the pointer is to lead: a folder, and what a reader is told of it where the pointer can hold that."""

    folder: str
    number: str
    digest: str  # of the release
    overview: str  # SHA-256 of its OVERVIEW
    delivery: int  # rises with every delivery, so that no two pointers are the same bytes


class Place(Protocol):
    """One target's place. Every method may raise TargetError."""

    def pointer(self) -> Pointer | None:
        """Return where readers are led to now; None where nothing was put yet. A folder of '' is none of ours."""

    def lying(self, folder: str) -> dict[str, str]:
        """Return the name and SHA-256 of everything that lies in ``folder``; what is no plain file has ''."""

    def ready(self, folder: str, files: Sequence[PlacedFile]) -> Collection[str]:
        """Return the names of those of ``files`` that lie ready, equal, and need not be put."""

    def put(self, folder: str, file: PlacedFile, source: Path) -> None:
        """Put the bytes of ``source``, which must be those of ``file``, where readers do not look yet."""

    def finish(self, folder: str, files: Sequence[PlacedFile]) -> None:
        """See to it that ``files`` lie in ``folder`` and nothing else, and that they will after a power cut."""

    def switch(self, to: Leading, *, expected: Pointer | None) -> None:
        """Lead readers to another folder; refuse when the pointer is no longer ``expected``."""

    def folders(self) -> Iterable[str]:
        """Return the names of all folders, also of those that were never finished."""

    def remove(self, folder: str) -> None:
        """Take a folder away that the pointer does not lead to; nothing when it is gone already."""
