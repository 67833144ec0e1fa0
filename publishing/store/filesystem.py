"""A store in a folder. Writers stage beside the target, flush to disk, and link or rename into place."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from publishing.store.base import ConflictError, MissingError, UnreachableError, checked
from publishing.store.files import same_bytes
from publishing.store.left_behind import left_behind

_STAGED = ".staged-"  # how the name of a file begins until it is whole


class FilesystemStore:
    """Files under ``root``, which is made when the first file comes."""

    fresh_for = 0.0

    def __init__(self, root: Path) -> None:
        self._root = root

    def _path(self, key: str) -> Path:
        return self._root / checked(key)

    def read(self, key: str) -> bytes:
        with self.open(key) as stream:
            return stream.read()

    def open(self, key: str) -> BinaryIO:
        try:
            return self._path(key).open("rb")
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
            raise MissingError(key) from error

    def exists(self, key: str) -> bool:
        return self._path(key).is_file()

    def size(self, key: str) -> int:
        return self.local_file(key).stat().st_size

    def keys(self, prefix: str) -> Iterator[str]:
        found = (path.relative_to(self._root).as_posix() for path in self._root.rglob("*") if path.is_file())
        yield from sorted(key for key in found if key.startswith(prefix) and "/." not in f"/{key}")

    def size_below(self, prefix: str) -> int:
        return sum(self._size(key) for key in self.keys(prefix))

    def _size(self, key: str) -> int:
        with suppress(FileNotFoundError):  # taken away meanwhile
            return (self._root / key).stat().st_size
        return 0

    def add(self, key: str, source: Path) -> None:
        target = self._path(key)
        with source.open("rb") as stream, _writing(key), self._staged(target) as staged:
            with staged.open("wb") as copy:
                shutil.copyfileobj(stream, copy, 1 << 20)
                _flush(copy)
            staged.chmod(0o444)
            try:
                os.link(staged, target)  # fails where a rename would overwrite: a key is written once
            except FileExistsError:
                if not same_bytes(staged, target):
                    raise ConflictError(f"In de opslag staan onder {key} al andere bytes.") from None
            _flush_folder(target.parent)

    def replace(self, key: str, data: bytes, *, expected: bytes | None) -> None:
        target = self._path(key)
        with _writing(key), self._locked(target), self._staged(target) as staged:
            current = target.read_bytes() if target.is_file() else None
            if current != expected:
                raise ConflictError(f"In de opslag is {key} intussen door iemand anders vervangen.")
            with staged.open("wb") as stream:
                stream.write(data)
                _flush(stream)
            staged.chmod(0o644)
            staged.replace(target)
            _flush_folder(target.parent)

    def remove(self, key: str) -> None:
        try:
            self._path(key).unlink()
        except FileNotFoundError as error:
            raise MissingError(key) from error

    def local_file(self, key: str) -> Path:
        if not self.exists(key):
            raise MissingError(key)
        return self._path(key)

    def left_behind(self, before: datetime) -> Iterator[Path]:
        return left_behind(self._root, _STAGED, before)

    @contextmanager
    def _staged(self, target: Path) -> Iterator[Path]:
        """Give an empty file beside ``target`` that is gone afterwards, whatever happens."""
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=_STAGED, dir=target.parent)
        os.close(handle)
        try:
            yield Path(name)
        finally:
            Path(name).unlink(missing_ok=True)

    @contextmanager
    def _locked(self, target: Path) -> Iterator[None]:
        """Let one writer at a time replace ``target``, over all processes of this machine."""
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.with_name(f".lock-{target.name}").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


@contextmanager
def _writing(key: str) -> Iterator[None]:
    """Say of a full or faulty disk which file it kept out."""
    try:
        yield
    except OSError as error:
        why = error.strerror or error
        raise UnreachableError(f"De opslag kan {key} nu niet schrijven: {why}. Is er ruimte op de schijf?") from error


def _flush(stream: BinaryIO) -> None:
    stream.flush()
    os.fsync(stream.fileno())


def _flush_folder(folder: Path) -> None:
    """Make a new name in ``folder`` survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
