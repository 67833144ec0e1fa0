"""How a backup lies on disk, and which folders below a root are backups.

``wegwijzer-20261126T020500Z/`` holds ``manifest.json`` (what was kept of what), ``SHA256SUMS`` (every other file, as
``sha256sum --check`` reads it), the database as one file, ``store/`` and ``evidence/``. While it is made, or thrown
away, its name begins with a dot: what has that name is no backup.
"""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from publishing.backups.errors import BackupError

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
STORE = "store"
EVIDENCE = "evidence"
_NAME = re.compile(r"wegwijzer-\d{8}T\d{6}Z")
_UNFINISHED = ".wegwijzer-"


def name_at(moment: datetime) -> str:
    """Return the name of a backup that begins at ``moment``."""
    return f"wegwijzer-{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def backups_in(root: Path) -> list[Path]:
    """Return the complete backups below ``root``, the oldest first."""
    return sorted(path for path in root.glob("wegwijzer-*") if _NAME.fullmatch(path.name) and path.is_dir())


@contextmanager
def alone_in(root: Path) -> Iterator[None]:
    """Let one process at a time make backups below ``root``; raise BackupError when another does so now."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / ".lock").open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupError(f"In {root} maakt een ander proces nu een reservekopie.") from error
        for left in root.glob(f"{_UNFINISHED}*"):
            shutil.rmtree(left)  # of a process that died: the lock says that nobody works on it
        yield


@contextmanager
def complete_or_not_there(target: Path) -> Iterator[Path]:
    """Give a folder to fill, which becomes ``target`` at the end, flushed to disk; on any error it is gone."""
    if target.exists():
        raise BackupError(f"{target} is er al. Probeer het over een seconde opnieuw.")
    staged = target.with_name(f".{target.name}")
    staged.mkdir(mode=0o700)
    try:
        yield staged
        _flush_all(staged)
        staged.rename(target)
        _flush(target.parent)
    except BaseException:
        shutil.rmtree(staged, ignore_errors=True)
        raise


def throw_away(backup: Path) -> None:
    """Remove a backup, so that a half-removed one has no name of a backup."""
    going = backup.with_name(f".{backup.name}")
    backup.rename(going)
    shutil.rmtree(going)


def _flush_all(folder: Path) -> None:
    for path in [*folder.rglob("*"), folder]:
        _flush(path)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
