"""Every reference of a document leads to a document of the same release."""

import re
from collections import Counter
from collections.abc import Iterator

from publishing.checks.base import Finding, LeftOut, Surroundings, kind_of
from publishing.checks.texts import texts_of
from publishing.documents.base import INTERNAL_SCHEME, UNKNOWN_ID, Document
from publishing.documents.kinds.recommendation import Recommendation
from publishing.documents.registry import BY_COLLECTION, KINDS

_INTERNAL_LINK = re.compile(rf'href="{INTERNAL_SCHEME}:([^"]*)"')


UNVETTED = "unvetted-intervention"
_LEFT_OUT = {
    LeftOut.UNVETTED: (
        UNVETTED,
        "Interventie '{target}' staat hierbij en er is dit jaar geen oordeel over dat klopt. "
        "Laat haar toetsen of haal haar hier weg.",
    ),
    LeftOut.EXCLUDED: (
        "excluded-intervention",
        "Interventie '{target}' staat hierbij, maar is na toetsing niet opgenomen. Haal haar hier weg.",
    ),
}


def unresolved_references(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """Find references to items that are gone, not in this release, or left out of it by those who vetted them."""
    for field, target_kind, target in references_of(document):
        if target not in surroundings.ids.get(target_kind, ()):
            rule, message = _unresolved(target_kind, target, surroundings)
            yield Finding(
                rule=rule,
                level="blocking",
                kind=kind_of(document),
                id=document.id,
                field=field,
                message=message,
            )


def doubled_interventions(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """Find interventions that stand in one recommendation more than once: a school would read two explanations."""
    if not isinstance(document, Recommendation):
        return
    for target, times in Counter(link.intervention for link in document.interventions).items():
        if times > 1 and target != UNKNOWN_ID:
            yield Finding(
                rule="intervention-doubled",
                level="blocking",
                kind="aanbeveling",
                id=document.id,
                field="interventies",
                message=f"Interventie '{target}' staat er {times} keer bij. Kies één toelichting en haal de rest weg.",
            )


def _unresolved(kind: str, target: str, surroundings: Surroundings) -> tuple[str, str]:
    """Return the rule that found it, and what it says."""
    why = surroundings.left_out.get(target) if kind == "interventie" else None
    if why is None:
        return "unresolved-reference", _message(kind, target)
    rule, message = _LEFT_OUT[LeftOut(why)]
    return rule, message.format(target=target)


def _message(kind: str, target: str) -> str:
    if target == UNKNOWN_ID:
        return f"Verwijst naar een {kind} die niet meer bestaat. Kies een andere of haal de verwijzing weg."
    return f"Verwijst naar {kind} '{target}', die niet in deze uitgave zit. Zet die klaar of haal de verwijzing weg."


def references_of(document: Document) -> Iterator[tuple[str, str, str]]:
    """Yield field, kind and id of everything that ``document`` points at."""
    if isinstance(document, Recommendation):
        yield "domein", "domein", document.domain
        for link in document.interventions:
            yield "interventies", "interventie", link.intervention
        for example in document.practice_examples:
            yield "praktijkvoorbeelden", "praktijkvoorbeeld", example
    for field, html in texts_of(document):
        for address in _INTERNAL_LINK.findall(html):
            collection, _, target = address.partition("/")
            kind = BY_COLLECTION.get(collection, KINDS["aanbeveling"])
            yield field, kind.name, target or UNKNOWN_ID
