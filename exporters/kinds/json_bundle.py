"""``json-bundle``: the whole release as one canonical JSON file, the same bytes as ``bundel`` in the API."""

from pathlib import Path

from exporters.base import ExportedFile
from publishing.store.pack_reader import Pack


class JsonBundle:
    """See the module."""

    kind = "json-bundle"
    title = "Alle inhoud als JSON"
    version = 1
    required = True

    def describe(self, pack: Pack) -> ExportedFile:
        """Return ``wegwijzer-2026.1.json``."""
        return ExportedFile(filename=f"wegwijzer-{pack.meta['number']}.json", media_type="application/json")

    def write(self, pack: Pack, target: Path) -> None:
        """Copy the bundle, a piece at a time."""
        with target.open("wb") as stream:
            stream.writelines(pack.stream("bundel"))
