"""The contract of an exporter kind: from one release to one file, the same bytes every time.

An exporter reads the pack only. It gets no clock, no random source, no locale and no database.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

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
