"""A release as typed documents, by kind and in order, read from its pack."""

from dataclasses import dataclass
from typing import TypeVar

import msgspec

from exporters.head import manifest_in
from publishing.documents.base import Document
from publishing.documents.manifest import Manifest, read_manifest
from publishing.documents.registry import BY_COLLECTION, KINDS
from publishing.store.pack_reader import Pack

Shape = TypeVar("Shape", bound=Document)


@dataclass(frozen=True)
class Edition:
    """What a book is made of. What was erased by law is not in it."""

    manifest: Manifest
    digest: str
    documents: dict[str, dict[str, Document]]  # by kind, then by id, in the order of the release

    def all(self, shape: type[Shape]) -> list[Shape]:
        """Return the documents of one shape."""
        kind = next(kind.name for kind in KINDS.values() if kind.shape is shape)
        return [one for one in self.documents[kind].values() if isinstance(one, shape)]

    def printed(self, address: str) -> str:
        """Return the name in the book of ``aanbevelingen/rust-in-de-week``; empty for what is not in it."""
        collection, _, found = address.partition("/")
        kind = BY_COLLECTION.get(collection)
        return name_in_book(kind.name, found) if kind is not None and found in self.documents[kind.name] else ""


def name_in_book(kind: str, public_id: str) -> str:
    """Return under what name an item is printed, for references from elsewhere."""
    return f"{kind}/{public_id}"


def read_edition(pack: Pack) -> Edition:
    """Return the release in ``pack``; raise ExportError for a pack that is not whole."""
    manifest = read_manifest(manifest_in(pack).body)
    documents: dict[str, dict[str, Document]] = {kind: {} for kind in KINDS}
    for one in pack.documents():
        documents[one.kind][one.id] = msgspec.json.decode(one.body, type=KINDS[one.kind].shape)
    return Edition(manifest, pack.meta["digest"], documents)
