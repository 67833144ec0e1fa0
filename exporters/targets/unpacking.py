"""Unpacking a zip of a tree that an exporter made. Only plain files with plain names come out of it."""

import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from exporters.targets.base import TargetError
from publishing.store.files import pieces

MOST_FILES, MOST_BYTES = 100_000, 4 << 30  # far above any release; what is over it is no tree of ours
_LONGEST = 255  # bytes of one part of a name, on nearly every disk


def unpack(archive: Path, folder: Path) -> Iterator[str]:
    """Write each file of ``archive`` below ``folder`` and yield its name, in order of names; raise TargetError."""
    try:
        with zipfile.ZipFile(archive) as opened:
            for entry in _checked(opened):
                target = folder / entry.filename
                target.parent.mkdir(parents=True, exist_ok=True)
                with opened.open(entry) as source, target.open("wb") as copy:
                    copy.writelines(pieces(source))  # type: ignore[arg-type]  # reads as any binary stream does
                yield entry.filename
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise TargetError(f"{archive.name} kan niet worden uitgepakt: het is geen hele zip.", permanent=True) from error


def _checked(opened: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    files = [one for one in opened.infolist() if not one.is_dir()]
    if len(files) > MOST_FILES or sum(one.file_size for one in files) > MOST_BYTES:
        raise TargetError("De zip is uitgepakt te groot om een boom van bestanden te zijn.", permanent=True)
    seen: set[str] = set()
    for one in files:
        if not is_plain(one.filename) or stat.S_ISLNK(one.external_attr >> 16) or one.filename.casefold() in seen:
            raise TargetError(f"In de zip staat een naam die niet kan: {one.filename!r}.", permanent=True)
        seen.add(one.filename.casefold())
    return sorted(files, key=lambda one: one.filename)


def is_plain(name: str) -> bool:
    """Say whether ``name`` stays within the folder it is put in, and can be written on any disk."""
    parts = PurePosixPath(name).parts
    return (
        bool(parts)
        and name == "/".join(parts)
        and not name.startswith("/")
        and not any(part in {".", ".."} or len(part.encode()) > _LONGEST for part in parts)
        and name.isprintable()
        and "\\" not in name
    )
