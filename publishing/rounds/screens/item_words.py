"""How an item stands, in a sentence: what it is, what to do now, and who may do that."""

from collections.abc import Collection
from dataclasses import dataclass

from publishing.rounds.one_item import WholeItem
from publishing.rounds.states import TO_REVIEW, ItemState

_NAMED = 5
_STANDS = {
    ItemState.TO_CONFIRM: "Dit is precies zo als in uitgave {base}.",
    ItemState.CHANGED: "Dit is anders dan in uitgave {base}, en nog niemand beoordeelde het.",
    ItemState.NEW: "Dit is nieuw: het stond niet in {last}. Nog niemand beoordeelde het.",
    ItemState.REVIEWED: "Alles is beoordeeld zoals het nu is.",
    ItemState.LAPSED: "Dit was beoordeeld, en daarna is het gewijzigd.",
    ItemState.REJECTED: "Een beoordelaar keurde dit, of een deel ervan, af.",
    ItemState.AWAITS_VERDICT: "Over deze interventie is er nog geen oordeel dat geldt.",
    ItemState.NOT_READY: "Dit staat niet klaar en komt zo niet in de volgende uitgave.",
    ItemState.EXCLUDED: "Twee mensen besloten dat deze interventie er dit jaar niet in komt.",
    ItemState.RETIRED: "Dit vervalt: het komt niet in de volgende uitgave.",
}
_TO_DO = {
    ItemState.TO_CONFIRM: "Klopt het nog? Bevestig het dan, of keur het af.",
    ItemState.CHANGED: "Lees wat er veranderde. Bevestig het dan, of keur het af.",
    ItemState.NEW: "Lees het. Bevestig het dan, of keur het af.",
    ItemState.REVIEWED: "Je hoeft niets meer te doen.",
    ItemState.LAPSED: "Lees opnieuw wat er nog open staat. Bevestig het dan, of keur het af.",
    ItemState.REJECTED: "Een redacteur past het aan. Daarna beoordeelt iemand het opnieuw.",
    ItemState.AWAITS_VERDICT: "Een redacteur stelt een oordeel voor en een ander beslist. Zie 'Oordeel' hieronder.",
    ItemState.NOT_READY: "Een redacteur zet het klaar, of laat het vervallen.",
    ItemState.EXCLUDED: "Je hoeft niets meer te doen.",
    ItemState.RETIRED: "Je hoeft niets meer te doen. Een redacteur kan het terugnemen.",
}


@dataclass(frozen=True)
class Stand:
    """The state in a word, what it means, what to do, and who may."""

    state: ItemState
    sentence: str
    to_do: str
    who: str

    @property
    def label(self) -> str:
        """The state in a word."""
        return str(self.state.label)


def stand_of(whole: WholeItem) -> Stand:
    """Return how ``whole`` stands, for whoever reads it."""
    row, round = whole.row, whole.item.round
    base = round.base_number
    sentence = _STANDS[row.state].format(base=base, last=f"uitgave {base}" if base else "een eerdere uitgave")
    if round.closed_at is not None:
        return Stand(row.state, sentence, f"{round} is gesloten. Je kunt dit item alleen nog lezen.", "")
    return Stand(row.state, sentence, _to_do(whole), _who(whole))


def people_named(people: Collection[object]) -> str:
    """Return some names as a person lists them."""
    names = [str(person) for person in people]
    if len(names) > _NAMED:
        return f"{', '.join(names[:_NAMED])} en nog {len(names) - _NAMED}"
    return " en ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _to_do(whole: WholeItem) -> str:
    state, current, source = whole.row.state, whole.row.current, whole.source
    if whole.row.nobody_left:
        return ""  # who to ask comes first; nobody can do the rest
    if state is ItemState.RETIRED and current is not None:
        return "Het staat nog wel klaar. Een redacteur zet het op niet meer klaar, of neemt het vervallen terug."
    if state is ItemState.REVIEWED and current is not None and any(one.level == "blocking" for one in current.findings):
        return "Aan de beoordeling is niets meer te doen. Wat de uitgave nog tegenhoudt, staat bij 'Bevindingen'."
    if state is not ItemState.NOT_READY:
        return _TO_DO[state]
    if source is None:
        return "Het is verwijderd uit de werkplaats. Een redacteur laat het hier vervallen."
    if getattr(source, "merged_into_id", None):
        return "Het is samengevoegd met een andere interventie. Een redacteur laat het hier vervallen."
    if current is not None:
        return f"Het past niet in een uitgave: {current.problem}. Een redacteur past het aan."
    return _TO_DO[state]


def _who(whole: WholeItem) -> str:
    row = whole.row
    if row.nobody_left:
        return row.nobody_left
    return f"Beoordelen kan: {people_named(row.may_review)}." if row.state in TO_REVIEW and row.may_review else ""
