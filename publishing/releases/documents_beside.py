"""The documents of changes, old and new beside each other, a few hundred at a time."""

from collections.abc import Iterable, Iterator

from publishing.documents.manifest import Entry
from publishing.releases.changes import Change, Document
from publishing.releases.reading import documents_of, in_chunks

_CHANGES = 250


def documents_beside(changes: Iterable[Change]) -> Iterator[tuple[Change, Document, Document]]:
    """Yield each change with its two documents; one that is not there is empty. Raise TamperedError."""
    for chunk in in_chunks(changes, _CHANGES):
        documents = documents_of(
            Entry(kind=one.kind, id=one.id, digest=found) for one in chunk for found in (one.old, one.new) if found
        )
        for one in chunk:
            yield one, documents.get(one.old, {}), documents.get(one.new, {})
