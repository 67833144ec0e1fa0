"""Files that writers staged and were killed over: no key leads to them, and they can hold a whole pack."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path


def left_behind(folder: Path, prefix: str, before: datetime) -> Iterator[Path]:
    """Yield the files below ``folder`` whose name starts with ``prefix`` and that were last touched before ``before``.

    A writer touches what it stages with each piece, so give it a day.
    """
    for path in sorted(folder.rglob(f"{prefix}*")):
        with suppress(FileNotFoundError):  # its writer lives, and is done
            if path.stat().st_mtime < before.timestamp():
                yield path
