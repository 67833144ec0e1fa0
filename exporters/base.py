"""The contract of an exporter kind: from one release to one file, the same bytes every time.

An exporter reads the pack only. It gets no clock, no random source, no locale and no database.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from publishing.store.pack_reader import Pack


class ExportError(Exception):
    """An artefact cannot be made."""


@dataclass(frozen=True, kw_only=True)
class ExportedFile:
    """How the artefact is offered to people."""

    filename: str
    media_type: str


class Exporter(Protocol):
    """One kind of artefact. ``version`` rises when the same release would give other bytes."""

    kind: str
    title: str  # Dutch, as on the page of a release
    version: int
    required: bool  # whether a release has to wait for it

    def describe(self, pack: Pack) -> ExportedFile:
        """Return name and media type of the file for this release."""

    def write(self, pack: Pack, target: Path) -> None:
        """Write the artefact to ``target``; raise ExportError."""


@runtime_checkable
class Following(Exporter, Protocol):
    """A kind that tells what changed since the predecessor: it reads that one's pack too. ``write`` is for a first
    release, which has none.

    Never required: a release does not wait for what lies outside it. What is erased from the predecessor is erased from
    its artefacts as well (``editions.py``).
    """

    def write_since(self, predecessor: Pack, pack: Pack, target: Path) -> None:
        """Write what changed from ``predecessor`` to ``pack``; raise ExportError."""
