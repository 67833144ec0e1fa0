"""What the home screen says of what waits for somebody else."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import capfirst

from cms.vetting.progress import FOR_EDITORS, Stage
from publishing.rounds import filters
from publishing.rounds.mywork.values import Waiting, WaitKind
from publishing.rounds.screens.home_links import LIST, VERDICTS, address_of, chosen, person_address
from publishing.rounds.screens.home_tasks import named
from publishing.rounds.states import ItemState

_NAMES = 3  # so many people are named
_REVIEWER, _EDITOR, _MANAGER, _PUBLISHER = "een beoordelaar", "een redacteur", "een beheerder", "een publicist"


@dataclass(frozen=True)
class Words:
    """For whom it waits when nobody has that role, and what waits, for one and for many."""

    role: str
    one: str
    many: str
    screen: str = ""
    query: str = ""


WORDS: dict[WaitKind, Words] = {
    WaitKind.ASSIGNED: Words("", "1 toegewezen item", "{} toegewezen items"),
    WaitKind.REVIEW: Words(
        _REVIEWER,
        "1 item beoordelen",
        "{} items beoordelen",
        LIST,
        chosen(person=filters.NOBODY, state=filters.FOR_REVIEWERS),
    ),
    WaitKind.REVIEW_AGAIN: Words(
        _REVIEWER,
        "1 item opnieuw beoordelen, dat jij wijzigde of kreeg",
        "{} items opnieuw beoordelen, die jij wijzigde of kreeg",
        LIST,
        chosen(state=ItemState.LAPSED),
    ),
    WaitKind.DECISION: Words(
        _REVIEWER,
        "over 1 voorstel beslissen",
        "over {} voorstellen beslissen",
        VERDICTS,
        f"stand={Stage.ASKS_DECISION}",
    ),
    WaitKind.PROPOSAL: Words(
        _EDITOR,
        "over 1 interventie iets voorstellen",
        "over {} interventies iets voorstellen",
        VERDICTS,
        f"stand={FOR_EDITORS}",
    ),
    WaitKind.MENDING: Words(
        _EDITOR,
        "1 item aanpassen of klaarzetten",
        "{} items aanpassen of klaarzetten",
        LIST,
        chosen(state=filters.FOR_EDITORS),
    ),
    WaitKind.REVIEWER_WANTED: Words(
        _MANAGER,
        "nog iemand beoordelaar maken: 1 item mag niemand meer beoordelen",
        "nog iemand beoordelaar maken: {} items mag niemand meer beoordelen",
    ),
    WaitKind.OPENING: Words(_PUBLISHER, "de volgende jaarronde openen", ""),
    WaitKind.CLOSING: Words(_PUBLISHER, "de ronde sluiten: alles is beoordeeld", ""),
    WaitKind.RELEASING: Words(_PUBLISHER, "de uitgave bevriezen en publiceren", ""),
    WaitKind.APPROVAL: Words("iemand die mag goedkeuren", "uitgave {about} goedkeuren", ""),
    WaitKind.PUBLISHING: Words(_PUBLISHER, "uitgave {about} publiceren", ""),
    WaitKind.CORRECTION_REVIEW: Words(_REVIEWER, "{about} beoordelen", ""),
}


@dataclass(frozen=True)
class ShownWaiting:
    """Something that waits, as it stands on the screen; ``address`` is empty where there is no list of it."""

    what: str
    items: list[tuple[str, str]]
    address: str


def by_person(waiting: Iterable[Waiting]) -> list[tuple[str, list[ShownWaiting]]]:
    """Return for whom something waits and what that is, in the order in which they come first."""
    found: dict[str, list[ShownWaiting]] = {}
    for one in waiting:
        who = together(one.who) or f"{capfirst(WORDS[one.kind].role)}, maar die is er nog niet"
        found.setdefault(who, []).append(_shown(one))
    return list(found.items())


def _shown(waiting: Waiting) -> ShownWaiting:
    words = WORDS[waiting.kind]
    what = words.one.format(about=waiting.about) if waiting.count == 1 else words.many.format(waiting.count)
    if waiting.person is not None:
        return ShownWaiting(what, named(waiting.items), person_address(waiting.person))
    address = address_of(words.screen, query=words.query) if words.screen else waiting.address
    return ShownWaiting(what, named(waiting.items), address)


def together(names: tuple[str, ...]) -> str:
    """Return names as one of whom is enough: "Ana, Joris of Karin"; of many the first ones."""
    if len(names) > _NAMES:
        return f"{', '.join(names[:_NAMES])} of een ander"
    *first, last = names or ("",)
    return f"{', '.join(first)} of {last}" if first else last
