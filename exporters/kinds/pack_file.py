"""``pack``: the release as the SQLite file that the public API reads, see docs/pack.md."""

from pathlib import Path

from exporters.base import ExportedFile
from publishing.store.pack_reader import Pack


class PackFile:
    """See the module."""

    kind = "pack"
    title = "De uitgave als database (SQLite)"
    version = 1
    required = False

    def describe(self, pack: Pack) -> ExportedFile:
        """Return ``wegwijzer-2026.1.sqlite``."""
        return ExportedFile(filename=f"wegwijzer-{pack.meta['number']}.sqlite", media_type="application/vnd.sqlite3")

    def write(self, pack: Pack, target: Path) -> None:
        """Copy the file."""
        pack.copy_to(target)
