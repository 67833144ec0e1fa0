"""The files of the world: what somebody's act did to them is undone, as the database undoes what it did to rows."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from publishing.api.library import library_at

_kept: list["_Folder"] = []


@contextmanager
def kept_as_it_is(folder: Path, *, copy: Path) -> Iterator[None]:
    """Let ``put_files_back`` make ``folder`` as it is now, from ``copy``, which is made for that."""
    shutil.copytree(folder, copy)
    _kept.append(_Folder(folder, copy))
    yield
    _kept.pop()


def put_files_back() -> None:
    """Make every folder that is kept as it was."""
    for folder in _kept:
        folder.put_back()


class _Folder:
    def __init__(self, folder: Path, copy: Path) -> None:
        self._folder = folder
        self._copy = copy
        self._held = self._listed()

    def put_back(self) -> None:
        if self._listed() != self._held:
            shutil.rmtree(self._folder)
            shutil.copytree(self._copy, self._folder)
            library_at.cache_clear()  # it never goes back to an older catalogue by itself

    def _listed(self) -> set[tuple[str, int, int]]:
        """Return path, length and time of each file: the store replaces files and never writes into one."""
        files = ((file, file.stat()) for file in self._folder.rglob("*") if file.is_file())
        return {(str(file), found.st_size, found.st_mtime_ns) for file, found in files}
