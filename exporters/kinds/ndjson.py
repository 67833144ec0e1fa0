"""``ndjson``: one JSON value per line, each with a document, its kind, id and digest.

The first line is the manifest, so that publisher, licence and base URL come first and a reader can tell whether all
lines arrived. Of every line the SHA-256 of ``document``, as it stands there, is ``vingerafdruk``.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from exporters.base import ExportedFile
from exporters.head import manifest_in
from publishing.store.pack_reader import Pack


class NdJson:
    """See the module."""

    kind = "ndjson"
    title = "Alle inhoud, één item per regel (NDJSON)"
    version = 1
    required = False

    def describe(self, pack: Pack) -> ExportedFile:
        """Return ``wegwijzer-2026.1.ndjson``."""
        return ExportedFile(filename=f"wegwijzer-{pack.meta['number']}.ndjson", media_type="application/x-ndjson")

    def write(self, pack: Pack, target: Path) -> None:
        """Write line after line."""
        with target.open("wb") as stream:
            stream.writelines(_lines(pack))


def _lines(pack: Pack) -> Iterator[bytes]:
    manifest = manifest_in(pack)
    yield _line("inhoudslijst", pack.meta["number"], manifest.digest, manifest.body)
    for document in pack.documents():
        yield _line(*document)


def _line(kind: str, id: str, digest: str, body: bytes) -> bytes:  # noqa: A002 - the field's public name
    """Return the line, which is canonical JSON like the document in it."""
    names = f'"id":{json.dumps(id)},"soort":{json.dumps(kind)},"vingerafdruk":"{digest}"'
    return b'{"document":' + body + b"," + names.encode() + b"}\n"
