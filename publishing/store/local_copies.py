"""Copies on this machine of files that lie elsewhere, named by the SHA-256 of their bytes.

A copy is looked through before each use, so that one that was damaged is fetched anew. An opened pack is read by its
path for as long as the process lives, so only what a redaction erased is thrown away: packs that hold it, and files
that are no pack and that nobody is led to any more, for of those it cannot be seen.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Set
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from publishing.store.base import StoreError
from publishing.store.files import sha256_of
from publishing.store.left_behind import left_behind
from publishing.store.pack_reader import Pack, PackError

COMING = ".coming-"  # how the name of a copy begins until it is whole


class LocalCopies:
    """Files below ``folder``, which is made when the first one comes. Two processes may share it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def held(self, sha256: str) -> Path | None:
        """Return the copy with these bytes, if it is there and whole."""
        path = self._folder / sha256
        try:
            with path.open("rb") as stream:
                return path if sha256_of(stream) == sha256 else None
        except FileNotFoundError:
            return None

    def keep(self, sha256: str, source: BinaryIO) -> Path:
        """Copy ``source`` and return the file; raise StoreError when its bytes do not hash to ``sha256``."""
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=COMING, dir=self._folder)
        staged = Path(name)
        try:
            with os.fdopen(handle, "w+b") as copy:
                shutil.copyfileobj(source, copy, 1 << 20)
                copy.seek(0)
                if sha256_of(copy) != sha256:
                    raise StoreError(
                        f"Wat de opslag gaf is niet het bestand met SHA-256 {sha256}. Probeer het opnieuw."
                    )
            return staged.replace(self._folder / sha256)
        finally:
            staged.unlink(missing_ok=True)

    def left_behind(self, before: datetime) -> Iterator[Path]:
        """Yield what processes that were killed left half-copied and last touched before ``before``."""
        return left_behind(self._folder, COMING, before)


def forget_copies(folder: Path, erased: Set[str], *, named: Set[str]) -> None:
    """Throw away every copy below ``folder`` that may hold a document of which the digest is in ``erased``.

    That is a pack in which it stands, and any other file whose SHA-256 is not in ``named``, what readers are led to.
    """
    for path in sorted(folder.glob("[0-9a-f]*")) if erased else ():
        if _may_hold(path, erased, named):
            path.unlink(missing_ok=True)


def _may_hold(path: Path, erased: Set[str], named: Set[str]) -> bool:
    try:
        with closing(Pack(path)) as pack:
            return not erased.isdisjoint(pack.digests())
    except (PackError, sqlite3.Error):
        return path.name not in named
