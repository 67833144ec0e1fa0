"""Reads a release back from the database, checking every byte against its name."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

import msgspec

from publishing.documents.canonical import digest
from publishing.documents.manifest import Entry, Manifest, read_manifest
from publishing.releases.errors import TamperedError
from publishing.releases.models import DocumentBody, Release

_CHUNK = 500
Item = TypeVar("Item")


def manifest_of(release: Release) -> Manifest:
    """Return the manifest; raise TamperedError when its bytes are not what the release's digest says."""
    data = bytes(release.manifest)
    if digest(data) != release.digest:
        raise TamperedError(f"De inhoudslijst van uitgave {release.number} klopt niet met haar vingerafdruk.")
    try:
        return read_manifest(data)
    except msgspec.ValidationError as error:
        raise TamperedError(f"De inhoudslijst van uitgave {release.number} is niet te lezen: {error}") from error


def bodies_of(entries: list[Entry]) -> Iterator[tuple[Entry, bytes]]:
    """Yield each entry with its bytes, in order; raise TamperedError for bytes that are gone or changed."""
    for start in range(0, len(entries), _CHUNK):
        chunk = entries[start : start + _CHUNK]
        held = DocumentBody.objects.in_bulk([entry.digest for entry in chunk])
        for entry in chunk:
            row = held.get(entry.digest)
            body = b"" if row is None else bytes(row.body)
            if digest(body) != entry.digest:
                problem = "ontbreekt" if row is None else "klopt niet met zijn vingerafdruk"
                raise TamperedError(f"Document {entry.kind}/{entry.id} ({entry.digest[:12]}) {problem}.")
            yield entry, body


def documents_of(entries: Iterable[Entry]) -> dict[str, dict[str, Any]]:
    """Return documents as plain JSON values, by digest; a few hundred at a time. Raise TamperedError."""
    unique = {entry.digest: entry for entry in entries}
    return {entry.digest: msgspec.json.decode(body) for entry, body in bodies_of([*unique.values()])}


def in_chunks(items: Iterable[Item], size: int = _CHUNK) -> Iterator[list[Item]]:
    """Yield ``items`` in lists of ``size``, so that what is read of them is not held all at once."""
    left = iter(items)
    while chunk := list(islice(left, size)):
        yield chunk
