"""A change as people read it: what stood there, what will stand there, and who said what about it."""

from dataclasses import dataclass
from typing import Any

import msgspec

from publishing.checks.references import references_of
from publishing.documents.base import Document
from publishing.documents.difference import Differences
from publishing.documents.naming import name_of
from publishing.freezing.compared import FieldDifference, compare_documents
from publishing.releases.corrections.held import document_of, entry_of, read_document, titles_of
from publishing.releases.corrections.models import CorrectionChange
from publishing.releases.corrections.reviewing import OWN_CHANGE, hands_in
from publishing.releases.corrections.standing import StandingChange
from publishing.releases.errors import RefusedError
from publishing.releases.models import Release


@dataclass(frozen=True, kw_only=True)
class ShownChange:
    """``may_review`` says whether the reader may judge it, ``why_not`` what keeps a reviewer from it."""

    change: CorrectionChange
    standing: StandingChange
    differences: list[FieldDifference]
    may_review: bool
    why_not: str = ""

    @property
    def state(self) -> str:
        """What became of it, in a word."""
        if self.standing.is_approved:
            return "akkoord"
        return "afgekeurd" if self.standing.is_rejected else "wacht op beoordeling"


def shown_change(standing: StandingChange, user: Any, differences: Differences, *, reviews: bool) -> ShownChange:
    """Return ``standing`` for ``user``; ``reviews`` says whether they review at all."""
    change = standing.change
    has_hand = reviews and user.pk in hands_in(change)
    return ShownChange(
        change=change,
        standing=standing,
        differences=_differences(change, differences) if change.has_document else [],
        may_review=reviews and not has_hand,
        why_not=OWN_CHANGE if has_hand else "",
    )


def names_for(release: Release, *documents: Document) -> dict[str, str]:
    """Return what the items that ``documents`` refer to are called in ``release``, by public id."""
    wanted = {(kind, target) for document in documents for _, kind, target in references_of(document)}
    return {public_id: title for (_, public_id), title in titles_of(release, wanted).items()}


def differences_between(old: Document, new: Document, release: Release) -> list[FieldDifference]:
    """Return how two documents of one item differ, field by field."""
    return compare_documents(old, new, names=names_for(release, old, new), differences=Differences())


def proposed(change: CorrectionChange) -> Document:
    """Return the document that takes the place of the released one."""
    body = CorrectionChange.objects.values_list("body", flat=True).get(pk=change.pk)
    return read_document(change.kind, bytes(body))


def _differences(change: CorrectionChange, differences: Differences) -> list[FieldDifference]:
    base = change.correction.base
    try:
        entry = entry_of(base, change.address)
    except RefusedError:
        return []  # erased since: there is nothing to hold it against
    old, new = document_of(entry), proposed(change)
    return compare_documents(old, new, names=names_for(base, old, new), differences=differences)


def title_of(document: Document) -> str:
    """Return what a document is called."""
    return name_of(msgspec.to_builtins(document))
