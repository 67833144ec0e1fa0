"""What a recommendation refers to: which interventions and examples came, went, or got another text or place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from publishing.documents.difference import words_of_html
from publishing.releases.changes import Address, Document

LINKS = {"interventies": "interventie", "praktijkvoorbeelden": "praktijkvoorbeeld"}  # by published field: the kind


@dataclass(frozen=True)
class Link:
    """One reference that is not what it was, with the words of its text."""

    what: Literal["added", "removed", "changed", "order"]
    kind: str
    id: str
    old: str = ""
    new: str = ""


def link_changes(old: Document, new: Document) -> Iterator[Link]:
    """Yield what changed in the references of an item, in the new order; what went comes last."""
    for field, kind in LINKS.items():
        before, after = _texts(old.get(field, [])), _texts(new.get(field, []))
        for found, text in after.items():
            if found not in before:
                yield Link("added", kind, found, new=words_of_html(text))
            elif before[found] != text:
                yield Link("changed", kind, found, words_of_html(before[found]), words_of_html(text))
        for found, text in before.items():
            if found not in after:
                yield Link("removed", kind, found, old=words_of_html(text))
        if (first := _other_order(list(before), list(after))) is not None:
            yield Link("order", kind, first)


def linked_in(document: Document) -> Iterator[Address]:
    """Yield what ``document`` refers to."""
    for field, kind in LINKS.items():
        for found in _texts(document.get(field, [])):
            yield kind, found


def _texts(links: list[Any]) -> dict[str, str]:
    """Return the text of each reference by id; an example has none."""
    return {
        one if isinstance(one, str) else one["interventie"]: "" if isinstance(one, str) else one.get("toelichting", "")
        for one in links
    }


def _other_order(old: list[str], new: list[str]) -> str | None:
    """Return the first that stands in another order among those that stayed."""
    stayed = [one for one in new if one in old]
    pairs = zip([one for one in old if one in new], stayed, strict=True)
    return next((now for was, now in pairs if was != now), None)
