"""The documents of changes, old and new beside each other, a few hundred at a time."""

from collections.abc import Iterable, Iterator

from publishing.documents.manifest import Entry
from publishing.releases.bodies import Bodies, documents_of, in_chunks
from publishing.releases.changes import Change, Document

_CHANGES = 250


def documents_beside(changes: Iterable[Change], bodies: Bodies) -> Iterator[tuple[Change, Document, Document]]:
    """Yield each change with its two documents; one that is not there is empty. Raise what ``bodies`` raises."""
    for chunk in in_chunks(changes, _CHANGES):
        entries = (
            Entry(kind=one.kind, id=one.id, digest=found) for one in chunk for found in (one.old, one.new) if found
        )
        documents = documents_of(entries, bodies)
        for one in chunk:
            yield one, documents.get(one.old, {}), documents.get(one.new, {})
