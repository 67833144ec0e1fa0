"""Zip archives whose bytes depend on what is put in them, and on nothing else.

Stored, not deflated: what a compressor makes depends on its version, and servers compress on the way (ADR 22).
"""

import json
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can name: nobody's clock is in it
_PIECE = 1 << 16
_UNIX, _READABLE = 3, 0o100644 << 16


class Archive:
    """A zip that is written to ``target``, entry by entry in the order of the calls. A context manager."""

    def __init__(self, target: Path) -> None:
        self._zip = ZipFile(target, "w", ZIP_STORED)

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._zip.close()

    def add(self, name: str, data: bytes) -> None:
        """Add an entry."""
        self._zip.writestr(_entry(name), data)

    def add_json(self, name: str, value: Any) -> None:
        """Add an entry with ``value`` as JSON that people can read, its keys in the order given."""
        self.add(name, f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode())

    def copy(self, name: str, path: Path) -> None:
        """Add a file, a piece at a time."""
        with path.open("rb") as source:
            self.pour(name, iter(lambda: source.read(_PIECE), b""), size=path.stat().st_size)

    def pour(self, name: str, pieces: Iterable[bytes], *, size: int) -> None:
        """Add an entry of ``size`` bytes that come in pieces."""
        entry = _entry(name)
        entry.file_size = size  # tells whether it needs the long form
        with self._zip.open(entry, "w") as copy:
            for piece in pieces:
                copy.write(piece)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _EARLIEST)
    entry.compress_type, entry.create_system, entry.external_attr = ZIP_STORED, _UNIX, _READABLE
    return entry
