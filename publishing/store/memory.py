"""A store in this process's memory, for tests: the same promises, gone with the process."""

import io
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from publishing.store.base import ConflictError, MissingError, checked


class MemoryStore:
    """Files in a dictionary."""

    fresh_for = 0.0

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}

    def read(self, key: str) -> bytes:
        try:
            return self._files[checked(key)]
        except KeyError as error:
            raise MissingError(key) from error

    def open(self, key: str) -> BinaryIO:
        return io.BytesIO(self.read(key))

    def exists(self, key: str) -> bool:
        return checked(key) in self._files

    def size(self, key: str) -> int:
        return len(self.read(key))

    def keys(self, prefix: str) -> Iterator[str]:
        yield from sorted(key for key in self._files if key.startswith(prefix))

    def size_below(self, prefix: str) -> int:
        return sum(len(data) for key, data in self._files.items() if key.startswith(prefix))

    def add(self, key: str, source: Path) -> None:
        data = source.read_bytes()
        if self._files.setdefault(checked(key), data) != data:
            raise ConflictError(f"In de opslag staan onder {key} al andere bytes.")

    def replace(self, key: str, data: bytes, *, expected: bytes | None) -> None:
        if self._files.get(checked(key)) != expected:
            raise ConflictError(f"In de opslag is {key} intussen door iemand anders vervangen.")
        self._files[key] = data

    def remove(self, key: str) -> None:
        if self._files.pop(checked(key), None) is None:
            raise MissingError(key)

    def left_behind(self, before: datetime) -> Iterator[Path]:
        return iter(())

    def local_file(self, key: str) -> Path:
        folder = tempfile.mkdtemp(prefix="memory-store-")
        weakref.finalize(self, shutil.rmtree, folder)
        path = Path(folder) / Path(key).name
        path.write_bytes(self.read(key))
        return path
