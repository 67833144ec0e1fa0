"""Reads a release back from the database, checking every byte against its name."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

import msgspec

from publishing.documents.canonical import canonical_bytes, digest
from publishing.documents.manifest import Entry, Manifest, read_manifest
from publishing.documents.naming import ERASED
from publishing.releases.errors import RedactedError, TamperedError
from publishing.releases.models import DocumentBody, Release
from publishing.releases.redactions.models import redacted_digests

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


def erased_body(entry: Entry) -> bytes:
    """Return what stands for an erased document where people compare: its address, and that it is gone."""
    return canonical_bytes({"soort": entry.kind, "id": entry.id, "titel": ERASED})


def is_erased(document: Mapping[str, Any]) -> bool:
    """Whether this stands for an erased document, with nothing to read in it."""
    return document.keys() == {"soort", "id", "titel"} and document["titel"] == ERASED


def bodies_of(
    entries: list[Entry], *, instead: Callable[[Entry], bytes] | None = None
) -> Iterator[tuple[Entry, bytes]]:
    """Yield each entry with its bytes, in order; raise TamperedError for bytes that are gone or changed.

    Of a document that a redaction erased, yield what ``instead`` gives; without it, raise RedactedError.
    """
    for start in range(0, len(entries), _CHUNK):
        chunk = entries[start : start + _CHUNK]
        held = DocumentBody.objects.in_bulk([entry.digest for entry in chunk])
        for entry in chunk:
            row = held.get(entry.digest)
            body = b"" if row is None else bytes(row.body)
            yield entry, body if digest(body) == entry.digest else _lacking(entry, row, instead)


def _lacking(entry: Entry, row: DocumentBody | None, instead: Callable[[Entry], bytes] | None) -> bytes:
    where = f"Document {entry.kind}/{entry.id} ({entry.digest[:12]})"
    if row is not None and not bytes(row.body) and redacted_digests([entry.digest]):
        if instead is None:
            raise RedactedError(f"{where} is gewist. Wat het bevatte, kan niet meer uit.")
        return instead(entry)
    raise TamperedError(f"{where} {'ontbreekt' if row is None else 'klopt niet met zijn vingerafdruk'}.")


def documents_of(entries: Iterable[Entry]) -> dict[str, dict[str, Any]]:
    """Return documents as plain JSON values, by digest; a few hundred at a time. Raise TamperedError.

    An erased one has its address and ERASED for a title.
    """
    unique = {entry.digest: entry for entry in entries}
    bodies = bodies_of([*unique.values()], instead=erased_body)
    return {entry.digest: msgspec.json.decode(body) for entry, body in bodies}


def in_chunks(items: Iterable[Item], size: int = _CHUNK) -> Iterator[list[Item]]:
    """Yield ``items`` in lists of ``size``, so that what is read of them is not held all at once."""
    left = iter(items)
    while chunk := list(islice(left, size)):
        yield chunk
