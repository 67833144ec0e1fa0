"""What the home screen says of each kind of task, and where it leads to."""

from dataclasses import dataclass

from django.utils.text import capfirst

from cms.vetting.progress import Stage
from publishing.rounds.filters import ALL, FOR_EDITORS, FREE, MINE, NEW_OR_CHANGED
from publishing.rounds.models import RoundItem
from publishing.rounds.mywork.values import Task, TaskKind
from publishing.rounds.screens.home_links import (
    CARRYING,
    CHECK,
    CORRECTIONS,
    DATES,
    LIST,
    OPEN,
    PEOPLE,
    RELEASES,
    STATUS,
    VERDICTS,
    address_of,
    chosen,
    item_address,
)
from publishing.rounds.states import ItemState


@dataclass(frozen=True)
class Words:
    """The sentence for one and for many (which begins after the number), the words of the link and where it goes.

    In each ``{about}`` stands for the release or correction that the task is about. Without a screen the link goes to
    the comments on the first item.
    """

    one: str
    many: str
    action: str
    screen: str = ""
    query: str = ""
    is_counted: bool = True


def _once(sentence: str, action: str, screen: str) -> Words:
    return Words(sentence, sentence, action, screen, is_counted=False)


WORDS: dict[TaskKind, Words] = {
    TaskKind.OPEN_ROUND: _once("Er is geen jaarronde open. Kies een ijkdatum en begin.", "Open de jaarronde", OPEN),
    TaskKind.CLOSE_ROUND: _once("Er staat niets meer open. De ronde kan dicht.", "Sluit de ronde", CHECK),
    TaskKind.PUBLISH: _once(
        "Uitgave {about} is goedgekeurd en kan gepubliceerd worden.", "Naar uitgave {about}", RELEASES
    ),
    TaskKind.APPROVE: _once(
        "Uitgave {about} wacht op jouw goedkeuring. Lees wat er verandert.", "Bekijk uitgave {about}", RELEASES
    ),
    TaskKind.UNBLOCK: _once(
        "Uitgave {about} kan zo niet gepubliceerd worden. Los op wat haar tegenhoudt en bevries opnieuw.",
        "Bekijk uitgave {about}",
        RELEASES,
    ),
    TaskKind.FREEZE_CORRECTION: _once(
        "{about} is akkoord. Bevries haar tot een kandidaat.", "Naar {about}", CORRECTIONS
    ),
    TaskKind.REVIEW_CORRECTION: _once("{about} wacht op jouw beoordeling.", "Beoordeel {about}", CORRECTIONS),
    TaskKind.MEND_CORRECTION: _once(
        "In {about} is iets afgekeurd. Pas het aan of neem het terug.", "Naar {about}", CORRECTIONS
    ),
    TaskKind.CARRY_OVER: Words(
        "gepubliceerde wijziging staat nog niet in de werkplaats. Zonder dat komt de oude tekst volgend jaar terug.",
        "gepubliceerde wijzigingen staan nog niet in de werkplaats. Zonder dat komt de oude tekst volgend jaar terug.",
        "Neem over in de werkplaats",
        CARRYING,
    ),
    TaskKind.RELEASE: _once(
        "De ronde is dicht. Bevries een kandidaat, laat hem lezen en goedkeuren, en publiceer hem.",
        "Naar de uitgaven",
        RELEASES,
    ),
    TaskKind.MOVE_DEADLINE: _once(
        "De uiterste datum is voorbij. Spreek af wie wat nog doet, of kies een andere datum.", "Kies een datum", DATES
    ),
    TaskKind.FIND_REVIEWER: Words(
        "item mag niemand meer beoordelen: iedereen die dat kan, wijzigde het zelf.",
        "items mag niemand meer beoordelen: iedereen die dat kan, wijzigde ze zelf.",
        "Maak nog iemand beoordelaar",
        PEOPLE,
    ),
    TaskKind.FILL_ROLE: Words(
        "rol heeft niemand. Zonder die rol komt de ronde niet af.",
        "rollen heeft niemand. Zonder die rollen komt de ronde niet af.",
        "Geef iemand deze rol",
        PEOPLE,
    ),
    TaskKind.GIVE_ROLES: Words(
        "persoon heeft nog geen rol en ziet niets.", "mensen hebben nog geen rol en zien niets.", "Geef een rol", PEOPLE
    ),
    TaskKind.MIND_INSTALLATION: Words(
        "punt van Status vraagt aandacht.", "punten van Status vragen aandacht.", "Bekijk Status", STATUS
    ),
    TaskKind.MEND: Words(
        "item van jou is afgekeurd. Lees waarom en pas het aan.",
        "items van jou zijn afgekeurd. Lees waarom en pas ze aan.",
        "Bekijk wat is afgekeurd",
        LIST,
        chosen(state=ItemState.REJECTED),
    ),
    TaskKind.ANSWER: Words(
        "item heeft een opmerking die jou noemt. Antwoord, of handel haar af.",
        "items hebben een opmerking die jou noemt. Antwoord, of handel haar af.",
        "Naar de opmerking",
    ),
    TaskKind.MAKE_READY: Words(
        "item van jou staat niet klaar. Zet het klaar of laat het vervallen.",
        "items van jou staan niet klaar. Zet ze klaar of laat ze vervallen.",
        "Bekijk wat niet klaarstaat",
        LIST,
        chosen(state=ItemState.NOT_READY),
    ),
    TaskKind.REVIEW_ASSIGNED: Words(
        "item is aan jou gegeven om te beoordelen.",
        "items zijn aan jou gegeven om te beoordelen.",
        "Beoordeel wat van jou is",
        LIST,
        chosen(person=MINE),
    ),
    TaskKind.DECIDE: Words(
        "voorstel wacht op jouw besluit.",
        "voorstellen wachten op jouw besluit.",
        "Beslis over voorstellen",
        VERDICTS,
        f"stand={Stage.ASKS_DECISION}",
    ),
    TaskKind.PROPOSE_AGAIN: Words(
        "voorstel kreeg geen akkoord. Lees waarom en stel iets anders voor.",
        "voorstellen kregen geen akkoord. Lees waarom en stel iets anders voor.",
        "Stel opnieuw voor",
        VERDICTS,
        f"stand={Stage.DISAGREED}",
    ),
    TaskKind.PROPOSE_STALE: Words(
        "oordeel is verlopen: wat het register meldt, is veranderd. Stel het opnieuw voor.",
        "oordelen zijn verlopen: wat het register meldt, is veranderd. Stel ze opnieuw voor.",
        "Bekijk wat verliep",
        VERDICTS,
        f"stand={Stage.STALE}",
    ),
    TaskKind.PROPOSE: Words(
        "interventie vraagt een voorstel: opnemen of niet.",
        "interventies vragen een voorstel: opnemen of niet.",
        "Stel een oordeel voor",
        VERDICTS,
        f"stand={Stage.ASKS_PROPOSAL}",
    ),
    TaskKind.WRITE_TEXTS: Words(
        "tekst ontbreekt die er moet zijn.", "teksten ontbreken die er moeten zijn.", "Zie welke teksten", CHECK
    ),
    TaskKind.SOLVE_FINDINGS: Words(
        "andere fout houdt de uitgave tegen.", "andere fouten houden de uitgave tegen.", "Zie welke fouten", CHECK
    ),
    TaskKind.ADOPT: Words(
        "item is afgekeurd of staat niet klaar, en nog geen redacteur heeft het.",
        "items zijn afgekeurd of staan niet klaar, en nog geen redacteur heeft ze.",
        "Pak er een op",
        LIST,
        chosen(state=FOR_EDITORS),
    ),
    TaskKind.REVIEW: Words(
        "item is nieuw of gewijzigd. Lees en beoordeel het.",
        "items zijn nieuw of gewijzigd. Lees en beoordeel ze.",
        "Beoordeel items",
        LIST,
        chosen(person=FREE, state=NEW_OR_CHANGED),
    ),
    TaskKind.CONFIRM: Words(
        "item is net als vorig jaar en kun je zo bevestigen.",
        "items zijn net als vorig jaar. Je kunt ze in één keer bevestigen.",
        "Bevestig wat gelijk bleef",
        LIST,
        chosen(person=FREE, state=ItemState.TO_CONFIRM),
    ),
    TaskKind.TAKE_OUT: Words(
        "item is vervallen en staat nog klaar. Zet het op niet meer klaar.",
        "items zijn vervallen en staan nog klaar. Zet ze op niet meer klaar.",
        "Bekijk wat verviel",
        LIST,
        chosen(state=ItemState.RETIRED),
    ),
    TaskKind.UPDATE_LIST: Words(
        "item staat klaar en nog niet in de werklijst.",
        "items staan klaar en nog niet in de werklijst.",
        "Werk de lijst bij",
        LIST,
    ),
    TaskKind.REASSIGN: Words(
        "item is van iemand die hier niet meer werkt. Geef het aan een ander.",
        "items zijn van iemand die hier niet meer werkt. Geef ze aan een ander.",
        "Geef ze aan een ander",
        LIST,
    ),
    TaskKind.CHECK_POINTS: Words(
        "punt staat nog open voordat de ronde dicht kan.",
        "punten staan nog open voordat de ronde dicht kan.",
        "Bekijk de open punten",
        CHECK,
    ),
    TaskKind.READ_NEW: Words(
        "item is nieuw dit jaar.",
        "items zijn nieuw dit jaar.",
        "Lees de lijst",
        LIST,
        chosen(state=ALL),
    ),
    TaskKind.READ_CHANGED: Words(
        "item is gewijzigd sinds vorig jaar.",
        "items zijn gewijzigd sinds vorig jaar.",
        "Lees de lijst",
        LIST,
        chosen(state=ALL),
    ),
    TaskKind.READ: Words(
        "item is net als vorig jaar.",
        "items zijn net als vorig jaar.",
        "Lees de lijst",
        LIST,
        chosen(state=ALL),
    ),
}


@dataclass(frozen=True)
class ShownTask:
    """A task as it stands on the screen; ``count`` is None when there is nothing to count."""

    count: int | None
    sentence: str
    details: tuple[str, ...]
    items: list[tuple[str, str]]
    more: int
    action: str
    address: str


def shown_task(task: Task) -> ShownTask:
    """Return ``task`` in words."""
    words = WORDS[task.kind]
    sentence = (words.one if task.count == 1 else words.many).format(about=task.about)
    return ShownTask(
        count=task.count if words.is_counted else None,
        sentence=sentence if words.is_counted else capfirst(sentence),
        details=task.details,
        items=named(task.items),
        more=task.count - len(task.items) if task.items else 0,
        action=words.action.format(about=task.about),
        address=task.address or _address_of(task, words),
    )


def _address_of(task: Task, words: Words) -> str:
    if words.screen:
        return address_of(words.screen, query=words.query)
    return f"{item_address(task.items[0].pk)}#opmerkingen"


def named(items: tuple[RoundItem, ...]) -> list[tuple[str, str]]:
    """Return the title and the address of each item."""
    return [(item.title, item_address(item.pk)) for item in items]
