"""Writes the pack of a release straight from documents, without a database."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from publishing.documents.base import Document
from publishing.documents.canonical import canonical_bytes, digest
from publishing.documents.indexing import Indexer
from publishing.documents.manifest import Entry, Manifest, manifest_bytes
from publishing.store.pack import PackDocument, PackRetired, write_pack
from publishing.store.pack_reader import Pack


def write_release(path: Path, documents: Iterable[Document], *, erased: Collection[str] = (), **fields: Any) -> Pack:
    """Write the pack and open it. ``fields`` are those of its manifest, ``erased`` ids of what was erased by law."""
    bodies = [(str(one.__struct_config__.tag), one.id, canonical_bytes(one)) for one in documents]
    entries = [Entry(kind=kind, id=found, digest=digest(body)) for kind, found, body in bodies]
    manifest = Manifest(schema_version="1.1", documents=entries, **fields)
    data, name = manifest_bytes(manifest)
    gone = sorted(entry.digest for entry in entries if entry.id in erased)
    meta = {
        "number": manifest.number,
        "digest": name,
        "reference_date": manifest.reference_date.isoformat(),
        "schema_version": manifest.schema_version,
    }
    write_pack(
        path,
        meta=meta | ({"redacted": " ".join(gone)} if gone else {}),
        manifest=data,
        documents=(
            None if entry.id in erased else PackDocument(entry.kind, entry.id, entry.digest, body)
            for entry, (_, _, body) in zip(entries, bodies, strict=True)
        ),
        retired=(PackRetired(one.kind, one.id, canonical_bytes(one)) for one in manifest.retired),
        indexer=Indexer(),
    )
    return Pack(path)
