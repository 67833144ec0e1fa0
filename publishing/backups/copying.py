"""Copies the files of the store and of the evidence into a backup.

A file of the store never changes under its key, and evidence is named by its bytes. So what the previous backup holds
whole is linked from there: a night without a release costs the database and a few names.
"""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from django.core.files.storage import Storage, storages

from publishing.backups.errors import DamagedError
from publishing.backups.folder import EVIDENCE, STORE
from publishing.backups.manifest import read_sums
from publishing.store.base import Store
from publishing.store.files import sha256_of
from publishing.store.layout import CATALOGUE


class Source(Protocol):
    """Files that are copied under a name of their own in the backup."""

    def names(self) -> list[str]:
        """Return the name of each file."""

    def open(self, name: str) -> BinaryIO:
        """Return its bytes as a stream."""

    def size(self, name: str) -> int:
        """Return how many there are."""


class StoreFiles:
    """Everything in the release store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def names(self) -> list[str]:
        return [f"{STORE}/{key}" for key in self._store.keys("")]

    def open(self, name: str) -> BinaryIO:
        return self._store.open(name.removeprefix(f"{STORE}/"))

    def size(self, name: str) -> int:
        return self._store.size(name.removeprefix(f"{STORE}/"))


class EvidenceFiles:
    """The private files that verdicts lean on."""

    def __init__(self) -> None:
        self._storage: Storage = storages["evidence"]

    def names(self) -> list[str]:
        return sorted(f"{EVIDENCE}/{name}" for name in _below(self._storage, ""))

    def open(self, name: str) -> BinaryIO:
        return cast("BinaryIO", self._storage.open(name.removeprefix(f"{EVIDENCE}/")))

    def size(self, name: str) -> int:
        return self._storage.size(name.removeprefix(f"{EVIDENCE}/"))


def _below(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return  # nobody added any evidence yet
    yield from (f"{folder}{name}" for name in files)
    for name in folders:
        yield from _below(storage, f"{folder}{name}/")


class Previous:
    """The backup before this one, or none: what can be linked from it. Of a damaged one nothing is."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._sums: dict[str, str] = {}
        if folder is not None:
            with contextlib.suppress(DamagedError):
                self._sums = read_sums(folder)

    def has(self, name: str) -> bool:
        return name in self._sums and name != f"{STORE}/{CATALOGUE}"

    def link(self, name: str, target: Path) -> str | None:
        """Link the file to ``target`` and return its SHA-256; None when it is not there or no longer whole."""
        if self._folder is None or not self.has(name):
            return None
        held = self._folder / name
        try:
            with held.open("rb") as stream:
                if sha256_of(stream) != self._sums[name]:
                    return None
            os.link(held, target)
        except OSError:
            return None  # gone, or a disk without links: copied again
        return self._sums[name]


def copy_files(source: Source, folder: Path, previous: Previous) -> dict[str, str]:
    """Copy each file of ``source`` into ``folder`` and return their SHA-256 by name; what lies there is copied anew."""
    sums = {}
    for name in source.names():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)  # of a round before this one: it may be linked, so it is not written over
        sums[name] = previous.link(name, target) or _copied(source, name, target)
    return sums


def _copied(source: Source, name: str, target: Path) -> str:
    with source.open(name) as stream, target.open("wb") as copy:
        shutil.copyfileobj(stream, copy, 1 << 20)
    with target.open("rb") as written:
        return sha256_of(written)


def size_of_new(source: Source, previous: Previous) -> int:
    """Return how many bytes copying will take, without what can be linked."""
    return sum(source.size(name) for name in source.names() if not previous.has(name))
