"""``directory``: a folder of this machine, or of a disk that is mounted on it. Readers read through ``actueel``.

<target>/actueel -> uitgaven/<folder>     a symbolic link, swapped by one rename
<target>/uitgaven/<folder>/…              whole, flushed to disk, and not changed any more
<target>/uitgaven/.bezig-<folder>/…       being made; what lies there equal is not written again
"""

import errno
import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from exporters.targets.base import FOLDERS, Leading, PlacedFile, Pointer, TargetError
from publishing.store.files import pieces, sha256_of

POINTER = "actueel"
_MAKING = ".bezig-"
_WORDS = {
    errno.ENOSPC: "de schijf is vol. Maak ruimte en lever opnieuw af",
    errno.EDQUOT: "de ruimte die wij daar mogen gebruiken is op. Vraag de beheerder van de schijf om meer",
    errno.EFBIG: "de schijf neemt een bestand van deze grootte niet aan. Is hij vol?",
    errno.EROFS: "wij mogen er alleen lezen. Maak de schijf beschrijfbaar en lever opnieuw af",
    errno.EACCES: "wij mogen daar niet schrijven. Geef de gebruiker van de Wegwijzer schrijfrechten",
    errno.EPERM: "wij mogen daar niet schrijven. Geef de gebruiker van de Wegwijzer schrijfrechten",
    errno.EIO: "de schijf geeft een fout. Laat de schijf nakijken",
    errno.ENOTDIR: "op die plek staat een bestand waar een map hoort",
    errno.ESTALE: "de netwerkschijf is niet meer aangekoppeld. Koppel hem weer aan",
}


class DirectoryPlace:
    """The folder ``path`` below ``root``; it is made when the first delivery comes."""

    def __init__(self, path: Path, *, root: Path) -> None:
        self._path, self._root = path, root

    def pointer(self) -> Pointer | None:
        link = self._path / POINTER
        with self._in_words():
            self._refuse_links()
            try:
                found = link.lstat()
            except FileNotFoundError:
                return None
            leads = link.readlink() if link.is_symlink() else Path()
            ours = len(leads.parts) == 2 and leads.parts[0] == FOLDERS and not leads.name.startswith(".")
            return Pointer(folder=leads.name if ours else "", version=f"{leads}|{found.st_ino}|{found.st_ctime_ns}")

    def lying(self, folder: str) -> dict[str, str]:
        with self._in_words():
            return dict(_lying(self._folder(folder)))

    def ready(self, folder: str, files: Sequence[PlacedFile]) -> Collection[str]:
        wanted = {one.name: one.sha256 for one in files}
        with self._in_words():
            self._refuse_links()
            whole = self._folder(folder)
            if whole.exists():
                if dict(_lying(whole)) == wanted:
                    return set(wanted)
                self.remove(folder)
            return {name for name, sha256 in _lying(self._making(folder)) if wanted.get(name) == sha256}

    def put(self, folder: str, file: PlacedFile, source: Path) -> None:
        making = self._making(folder)
        with self._in_words():
            self._refuse_links()
            _put(making, file, source)

    def finish(self, folder: str, files: Sequence[PlacedFile]) -> None:
        making, whole = self._making(folder), self._folder(folder)
        wanted = {one.name: one.sha256 for one in files}
        with self._in_words():
            if whole.exists() and not making.exists():
                return  # `ready` found all of it
            for name, _ in list(_lying(making)):
                if name not in wanted:
                    (making / name).unlink()
            if wrong := sorted(set(wanted.items()) ^ set(_lying(making))):
                raise TargetError(f"In {making} ligt ‘{wrong[0][0]}’ niet zoals wij het schreven. Lever opnieuw af.")
            _flush_folders(making)
            making.rename(whole)
            _flush_folder(whole.parent)

    def switch(self, to: Leading, *, expected: Pointer | None) -> None:
        with self._in_words(), self._locked():
            if self.pointer() != expected:
                raise TargetError(f"Iemand anders zette {self._path / POINTER} intussen om. Lever opnieuw af.")
            staged = Path(tempfile.mkdtemp(prefix=".omzetten-", dir=self._path))
            try:
                (staged / POINTER).symlink_to(Path(FOLDERS) / to.folder)
                (staged / POINTER).replace(self._path / POINTER)
            finally:
                shutil.rmtree(staged, ignore_errors=True)
            _flush_folder(self._path)

    def folders(self) -> Iterable[str]:
        with self._in_words(), suppress(FileNotFoundError):
            return sorted({one.name.removeprefix(_MAKING) for one in (self._path / FOLDERS).iterdir()})
        return []

    def remove(self, folder: str) -> None:
        led = self.pointer()
        if led is not None and led.folder == folder:
            raise TargetError(f"De map {self._folder(folder)} wordt gelezen en kan niet worden weggehaald.")
        with self._in_words():
            for one in (self._folder(folder), self._making(folder)):
                with suppress(FileNotFoundError):
                    shutil.rmtree(one)

    def _folder(self, folder: str) -> Path:
        return self._path / FOLDERS / folder

    def _making(self, folder: str) -> Path:
        return self._path / FOLDERS / f"{_MAKING}{folder}"

    def _refuse_links(self) -> None:
        """Refuse a symbolic link between the root and what we write: it could lead anywhere."""
        for one in (*_between(self._root, self._path), self._path / FOLDERS):
            if one.is_symlink():
                raise TargetError(f"{one} is een koppeling naar een andere plek. Zet daar een gewone map neer.")

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Let one writer at a time move the pointer, over all processes of this machine."""
        with (self._path / ".slot").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            why = _WORDS.get(error.errno or 0, f"het systeem zegt: {error.strerror or error}")
            raise TargetError(f"In de map {self._path} kon iets niet: {why}.") from error


def _between(root: Path, path: Path) -> list[Path]:
    return [
        root.joinpath(*path.relative_to(root).parts[: count + 1]) for count in range(len(path.parts) - len(root.parts))
    ]


def _lying(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            yield name, ""
        elif path.is_file():
            with path.open("rb") as stream:
                yield name, sha256_of(stream)


def _put(folder: Path, file: PlacedFile, source: Path) -> None:
    """Write beside, flush, then give it its name: a file that has its name is whole."""
    target = folder / file.name
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".deel-", dir=folder)
    staged, hasher = Path(name), hashlib.sha256()
    try:
        with source.open("rb") as stream, os.fdopen(handle, "wb") as copy:
            for piece in pieces(stream):
                hasher.update(piece)
                copy.write(piece)
            copy.flush()
            os.fsync(copy.fileno())
        if hasher.hexdigest() != file.sha256:
            raise TargetError(f"‘{file.name}’ veranderde terwijl wij het afleverden. Lever opnieuw af.")
        staged.chmod(0o644)
        staged.replace(target)
    finally:
        staged.unlink(missing_ok=True)


def _flush_folders(folder: Path) -> None:
    for path in (folder, *(one for one in folder.rglob("*") if one.is_dir())):
        path.chmod(0o755)
        _flush_folder(path)


def _flush_folder(folder: Path) -> None:
    """Make the names in ``folder`` survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
