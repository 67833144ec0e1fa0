"""A document in the parts that are reviewed apart from each other.

Of a recommendation every tailored text is a part, named by its intervention, so that editing one voids one review.
The rest of a document is the part None; it says which interventions are linked, in which order, and not with what text.
"""

from collections.abc import Mapping
from uuid import UUID

import msgspec

from publishing.documents.base import Document
from publishing.documents.canonical import canonical_bytes, digest
from publishing.documents.kinds.recommendation import Recommendation

Part = UUID | None


def parts_of(document: Document, whole: str, *, uid: UUID, interventions: Mapping[str, UUID]) -> dict[Part, str]:
    """Return the digest of each part of ``document``, whose own digest is ``whole``.

    ``uid`` is that of the item: the public id of one that no release held follows its title. ``interventions`` gives
    the uid of a public id. A text beside a link to nothing belongs to the rest.
    """
    if not isinstance(document, Recommendation):
        return {None: whole}
    texts = texts_of(document, interventions=interventions)
    rest = _digest(rest_of(document, interventions=interventions))
    return {None: rest, **{pair: _digest([str(uid), str(pair), held]) for pair, held in texts.items()}}


def texts_of(document: Document, *, interventions: Mapping[str, UUID]) -> dict[UUID, list[str]]:
    """Return the texts tailored to each intervention, in their order; a double link (a finding) has two."""
    texts: dict[UUID, list[str]] = {}
    for link in document.interventions if isinstance(document, Recommendation) else ():
        pair = interventions.get(link.intervention)
        if pair is not None:
            texts.setdefault(pair, []).append(link.tailored_text)
    return texts


def rest_of(document: Document, *, interventions: Mapping[str, UUID]) -> Document:
    """Return ``document`` without the texts that are parts of their own."""
    if not isinstance(document, Recommendation):
        return document
    links = [
        msgspec.structs.replace(link, tailored_text="") if link.intervention in interventions else link
        for link in document.interventions
    ]
    return msgspec.structs.replace(document, interventions=links)


def _digest(value: object) -> str:
    return digest(canonical_bytes(value))
