"""Copies on this machine of files that lie elsewhere, named by the SHA-256 of their bytes.

A copy is looked through before each use, so that one that was damaged is fetched anew. An opened pack is read by its
path for as long as the process lives, so only what a redaction erased is thrown away.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Set
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from publishing.store.base import StoreError
from publishing.store.files import sha256_of
from publishing.store.pack_reader import Pack, PackError


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
        handle, name = tempfile.mkstemp(prefix=".coming-", dir=self._folder)
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


def forget_copies(folder: Path, erased: Set[str]) -> None:
    """Throw away every copy below ``folder`` of a pack that holds a document of which the digest is in ``erased``."""
    for path in sorted(folder.glob("[0-9a-f]*")) if erased else ():
        if _holds(path, erased):
            path.unlink(missing_ok=True)


def _holds(path: Path, erased: Set[str]) -> bool:
    try:
        with closing(Pack(path)) as pack:
            return not erased.isdisjoint(pack.digests())
    except (PackError, sqlite3.Error):
        return False  # no pack that anybody can read
