"""What a release holds, as a correction needs it: items by address, their documents and what they are called."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

import msgspec

from publishing.documents.base import Document
from publishing.documents.manifest import Entry
from publishing.documents.naming import name_of
from publishing.documents.registry import KINDS
from publishing.releases.assembling import Address
from publishing.releases.bodies import erased_body
from publishing.releases.errors import RefusedError
from publishing.releases.models import Release
from publishing.releases.reading import bodies_of, manifest_of
from publishing.releases.redactions.models import redacted_digests


class HeldItem(NamedTuple):
    """One item of a release."""

    entry: Entry
    title: str

    @property
    def address(self) -> Address:
        """Kind and public id."""
        return self.entry.kind, self.entry.id


def items_of(release: Release) -> Iterator[HeldItem]:
    """Yield the items of ``release`` in its order; what a freeze makes by itself is nobody's to change.

    What was erased is not there to be changed: it ends by itself.
    """
    erased = redacted_digests()
    entries = [
        entry
        for entry in manifest_of(release).documents
        if not KINDS[entry.kind].is_single and entry.digest not in erased
    ]
    for entry, body in bodies_of(entries):
        yield HeldItem(entry, name_of(msgspec.json.decode(body)))


def entry_of(release: Release, address: Address) -> Entry:
    """Return the entry of an item; raise RefusedError when ``release`` does not hold it."""
    kind, public_id = address
    if kind in KINDS and not KINDS[kind].is_single:
        for entry in manifest_of(release).documents:
            if (entry.kind, entry.id) == address:
                _refuse_erased(entry)
                return entry
    raise RefusedError(
        f"Uitgave {release.number} heeft geen {kind} '{public_id}'. Een correctie verandert alleen wat erin staat; "
        "wat nieuw is, komt in de volgende jaarronde."
    )


def _refuse_erased(entry: Entry) -> None:
    if redacted_digests([entry.digest]):
        raise RefusedError(f"{entry.kind} '{entry.id}' is gewist. Het vervalt vanzelf in deze correctie.")


def document_of(entry: Entry) -> Document:
    """Return the document of ``entry``; raise TamperedError."""
    ((_, body),) = bodies_of([entry])
    return read_document(entry.kind, body)


def read_document(kind: str, body: bytes) -> Document:
    """Return the document in ``body``, also one that an older version of its schema shaped."""
    document: Document = msgspec.json.decode(body, type=KINDS[kind].shape)
    return document


def titles_of(release: Release, wanted: Collection[Address]) -> Mapping[Address, str]:
    """Return what the items ``wanted`` are called in ``release``, as far as it holds them."""
    entries = [entry for entry in manifest_of(release).documents if (entry.kind, entry.id) in set(wanted)]
    bodies = bodies_of(entries, instead=erased_body)
    return {(entry.kind, entry.id): name_of(msgspec.json.decode(body)) for entry, body in bodies}
