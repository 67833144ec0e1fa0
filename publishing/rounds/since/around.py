"""What changed around an item: in which recommendations it stands, and what a domain holds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cms.content.models import InterventionLink, PracticeLink, RecommendationPage
from publishing.documents.kinds.recommendation import Recommendation
from publishing.freezing.context import FreezeContext
from publishing.freezing.rich_text import published_html

Said = tuple[str, tuple[str, ...]]  # the title of a recommendation, and what it says about the item
Uses = Mapping[str, Said]  # by public id


@dataclass(frozen=True)
class Around:
    """One change in a recommendation beside the item: what, and which one. ``uid`` is None when that was deleted."""

    what: str
    title: str
    uid: UUID | None


def changed_around(kind: str, source: Any, then: Iterable[Recommendation], context: FreezeContext) -> list[Around]:
    """Return what is other in the recommendations that use ``source`` than it was ``then``. One query."""
    own = context.id_of(kind, source.uid)
    before: Uses = {one.id: (one.title, said) for one in then if (said := tuple(_said_in(one, kind, own)))}
    now = {context.id_of("aanbeveling", uid): used for uid, used in _now(kind, source, context).items()}
    uids = {public_id: uid for uid, public_id in context.ids["aanbeveling"].items()}
    return [Around(what, title, uids.get(key)) for what, title, key in _compared(kind, before, now)]


def _said_in(document: Recommendation, kind: str, own: str) -> Iterator[str]:
    """Yield what ``document`` says about the item: a text for each link, an empty one where there is none to write."""
    if kind == "interventie":
        yield from (link.tailored_text for link in document.interventions if link.intervention == own)
    elif (kind == "praktijkvoorbeeld" and own in document.practice_examples) or (
        kind == "domein" and document.domain == own
    ):
        yield ""


def _now(kind: str, source: Any, context: FreezeContext) -> dict[UUID, Said]:
    ready = {"recommendation__live": True}
    fields = ("recommendation__uid", "recommendation__title")
    found: dict[UUID, Said] = {}
    if kind == "interventie":
        links = InterventionLink.objects.filter(intervention=source, **ready).order_by("sort_order", "pk")
        for uid, title, text in links.values_list(*fields, "tailored_text"):
            said = found.get(uid, (title, ()))[1]
            found[uid] = (title, (*said, published_html(text, context.page_addresses)))
    elif kind == "praktijkvoorbeeld":
        examples = PracticeLink.objects.filter(practice_example=source, **ready).values_list(*fields)
        found = {uid: (title, ("",)) for uid, title in examples}
    else:
        below = RecommendationPage.objects.ready().filter(path__startswith=source.path)
        found = {uid: (title, ("",)) for uid, title in below.values_list("uid", "title")}
    return found


_WORDS = {
    "domein": ("Nieuw in dit domein", "Niet meer in dit domein"),
    "interventie": ("Nieuw bij de aanbeveling", "Niet meer bij de aanbeveling"),
    "praktijkvoorbeeld": ("Nieuw bij de aanbeveling", "Niet meer bij de aanbeveling"),
}


def _compared(kind: str, before: Uses, now: Uses) -> Iterator[tuple[str, str, str]]:
    new, gone = _WORDS[kind]
    for key, (title, said) in now.items():
        if key not in before:
            yield new, title, key
        elif before[key][1] != said:
            yield "Andere toelichting bij de aanbeveling", title, key
    for key, (title, _) in before.items():
        if key not in now:
            yield gone, title, key
