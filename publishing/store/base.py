"""The release store: files that are written once and read by their key, and one file that is replaced.

Rules: a key, once added, never changes. Adding the same bytes again is fine, other bytes are refused. Only
``replace`` changes a file, atomically, and only for a caller who knows what is there now.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

_KEY = re.compile(r"[a-z0-9][a-z0-9.-]*(/[a-z0-9][a-z0-9.-]*)*")


class StoreError(Exception):
    """The store cannot do what was asked."""


class MissingError(StoreError):
    """No file has this key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"In de opslag ontbreekt het bestand {key}.")


class ConflictError(StoreError):
    """The key is taken by other bytes, or the file to replace is not the expected one."""


class DeniedError(StoreError):
    """This process may not do that there: somebody has to look at its credentials or rights."""


class UnreachableError(StoreError):
    """The store does not answer now. Nothing is half-written; the same call may succeed later."""


class Store(Protocol):
    """What every store can do. Keys are lowercase paths such as ``public/packs/<digest>.sqlite``."""

    fresh_for: float
    """For how many seconds a reader of the file that changes may go by what it read: 0 where reading costs nothing."""

    def read(self, key: str) -> bytes:
        """Return all bytes; raise MissingError."""

    def open(self, key: str) -> BinaryIO:
        """Return a binary stream that the caller closes; raise MissingError."""

    def exists(self, key: str) -> bool:
        """Say whether there is a file with this key."""

    def size(self, key: str) -> int:
        """Return how many bytes the file has; raise MissingError."""

    def keys(self, prefix: str) -> Iterator[str]:
        """Yield every key that starts with ``prefix``, sorted."""

    def size_below(self, prefix: str) -> int:
        """Return how many bytes lie under keys that start with ``prefix``. It looks at every one of them."""

    def add(self, key: str, source: Path) -> None:
        """Store a copy of the file ``source``; raise ConflictError when the key holds other bytes."""

    def replace(self, key: str, data: bytes, *, expected: bytes | None) -> None:
        """Put ``data`` in place of ``expected`` (None: of no file); raise ConflictError when another is there."""

    def remove(self, key: str) -> None:
        """Take a file away that was never public, or that holds what a redaction erased; raise MissingError."""

    def local_file(self, key: str) -> Path:
        """Return a file on this machine with these bytes, for readers that need a path; raise MissingError."""

    def left_behind(self, before: datetime) -> Iterator[Path]:
        """Yield the files on this machine that killed writers left half-made and last touched before ``before``."""


def checked(key: str) -> str:
    """Return ``key``; raise StoreError when it is no key (a path trick, a capital, an empty part)."""
    if not _KEY.fullmatch(key):
        raise StoreError(f"Dit is geen naam van een bestand in de opslag: {key!r}.")
    return key
