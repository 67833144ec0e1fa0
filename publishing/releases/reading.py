"""Reads a release back from the database, checking every byte against its name."""

from collections.abc import Callable, Iterator

import msgspec

from publishing.documents.canonical import digest
from publishing.documents.manifest import Entry, Manifest, read_manifest
from publishing.releases.bodies import erased_body
from publishing.releases.errors import RedactedError, TamperedError
from publishing.releases.models import DocumentBody, Release
from publishing.releases.redactions.models import redacted_digests

_CHUNK = 500


def manifest_of(release: Release) -> Manifest:
    """Return the manifest; raise TamperedError when its bytes are not what the release's digest says."""
    data = bytes(release.manifest)
    if digest(data) != release.digest:
        raise TamperedError(f"De inhoudslijst van uitgave {release.number} klopt niet met haar vingerafdruk.")
    try:
        return read_manifest(data)
    except msgspec.ValidationError as error:
        raise TamperedError(f"De inhoudslijst van uitgave {release.number} is niet te lezen: {error}") from error


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
            raise RedactedError(f"{where} is gewist. Wat het bevatte, kan niet meer gepubliceerd worden.")
        return instead(entry)
    raise TamperedError(f"{where} {'ontbreekt' if row is None else 'klopt niet met zijn vingerafdruk'}.")


def stored_bodies(entries: list[Entry]) -> Iterator[tuple[Entry, bytes]]:
    """Yield each entry with its bytes, as comparing reads them; raise TamperedError."""
    return bodies_of(entries, instead=erased_body)
