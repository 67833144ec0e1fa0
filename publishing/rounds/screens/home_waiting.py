"""What the home screen says of what waits for somebody else."""

from dataclasses import dataclass

from cms.vetting.progress import Stage
from publishing.rounds.mywork.values import Waiting, WaitKind
from publishing.rounds.screens.home_links import LIST, VERDICTS, address_of, person_address
from publishing.rounds.screens.home_tasks import named

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
    WaitKind.ASSIGNED: Words("", "1 item", "{} items"),
    WaitKind.REVIEW: Words(_REVIEWER, "1 item beoordelen", "{} items beoordelen", LIST),
    WaitKind.REVIEW_AGAIN: Words(
        _REVIEWER,
        "1 item opnieuw beoordelen, dat jij wijzigde of kreeg",
        "{} items opnieuw beoordelen, die jij wijzigde of kreeg",
        LIST,
        "stand=verlopen",
    ),
    WaitKind.DECISION: Words(
        _REVIEWER,
        "over 1 voorstel beslissen",
        "over {} voorstellen beslissen",
        VERDICTS,
        f"stand={Stage.ASKS_DECISION}",
    ),
    WaitKind.PROPOSAL: Words(
        _EDITOR, "over 1 interventie iets voorstellen", "over {} interventies iets voorstellen", VERDICTS
    ),
    WaitKind.MENDING: Words(_EDITOR, "1 item aanpassen of klaarzetten", "{} items aanpassen of klaarzetten", LIST),
    WaitKind.REVIEWER_WANTED: Words(
        _MANAGER,
        "nog iemand beoordelaar maken: 1 item mag niemand meer beoordelen",
        "nog iemand beoordelaar maken: {} items mag niemand meer beoordelen",
    ),
    WaitKind.OPENING: Words(_PUBLISHER, "de volgende jaarronde openen", ""),
    WaitKind.CLOSING: Words(_PUBLISHER, "de ronde sluiten: alles is beoordeeld", ""),
    WaitKind.RELEASING: Words(_PUBLISHER, "de uitgave bevriezen en publiceren", ""),
}


@dataclass(frozen=True)
class ShownWaiting:
    """What waits, as it stands on the screen."""

    who: str
    what: str
    items: list[tuple[str, str]]
    address: str


def shown_waiting(waiting: Waiting) -> ShownWaiting:
    """Return ``waiting`` in words."""
    words = WORDS[waiting.kind]
    what = words.one if waiting.count == 1 else words.many.format(waiting.count)
    if waiting.person is not None:
        address = person_address(waiting.person)
    else:
        address = address_of(words.screen, query=words.query) if words.screen else ""
    who = together(waiting.who) or f"{words.role}, maar die is er nog niet"
    return ShownWaiting(who[0].upper() + who[1:], what, named(waiting.items), address)


def together(names: tuple[str, ...]) -> str:
    """Return names as one of whom is enough: "Ana, Joris of Karin"; of many the first ones."""
    if len(names) > _NAMES:
        return f"{', '.join(names[:_NAMES])} of een ander"
    *first, last = names or ("",)
    return f"{', '.join(first)} of {last}" if first else last
