"""Where documents are read from when two releases are compared: a function of entries, so that a comparison is the same
over the database (``reading.stored_bodies``) and over the packs of the two releases.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

import msgspec

from publishing.documents.canonical import canonical_bytes
from publishing.documents.manifest import Entry
from publishing.documents.naming import ERASED

Bodies = Callable[[list[Entry]], Iterable[tuple[Entry, bytes]]]  # in order; ``erased_body`` of what was erased
Item = TypeVar("Item")
_CHUNK = 500


def erased_body(entry: Entry) -> bytes:
    """Return what stands for an erased document where people compare: its address, and that it is gone."""
    return canonical_bytes({"soort": entry.kind, "id": entry.id, "titel": ERASED})


def is_erased(document: Mapping[str, Any]) -> bool:
    """Whether this stands for an erased document, with nothing to read in it."""
    return document.keys() == {"soort", "id", "titel"} and document["titel"] == ERASED


def documents_of(entries: Iterable[Entry], bodies: Bodies) -> dict[str, dict[str, Any]]:
    """Return documents as plain JSON values, by digest. An erased one has its address and ERASED for a title."""
    unique = {entry.digest: entry for entry in entries}
    return {entry.digest: msgspec.json.decode(body) for entry, body in bodies([*unique.values()])}


def in_chunks(items: Iterable[Item], size: int = _CHUNK) -> Iterator[list[Item]]:
    """Yield ``items`` in lists of ``size``, so that what is read of them is not held all at once."""
    left = iter(items)
    while chunk := list(islice(left, size)):
        yield chunk
