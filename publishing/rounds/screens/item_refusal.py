"""Why somebody cannot review an item now, in a sentence in place of the buttons."""

from typing import Any

from publishing.rounds.one_item import WholeItem
from publishing.rounds.screens.item_access import REVIEW
from publishing.rounds.screens.item_words import people_named


def why_not_review(whole: WholeItem, user: Any) -> str:
    """Return why ``user`` cannot review ``whole``; empty when they can. The service asks again."""
    row, item = whole.row, whole.item
    if item.round.closed_at is not None:
        return f"{item.round} is gesloten. Er wordt niets meer beoordeeld."
    if item.retired_at is not None:
        return "Dit vervalt. Er is niets te beoordelen."
    if row.current is None or row.current.problem:
        return "Dit staat niet klaar. Er is nu niets te beoordelen."
    if not user.has_perm(REVIEW):
        return f"Beoordelen is voor een beoordelaar. {_ask(whole)}"
    if any(change.person == user.pk for change in row.changes):
        return f"Je hebt dit zelf gewijzigd{_since(whole)}. Een ander moet het beoordelen. {_ask(whole)}"
    return ""


def _since(whole: WholeItem) -> str:
    base = whole.item.round.base_number
    return f" sinds uitgave {base}" if base else ""


def _ask(whole: WholeItem) -> str:
    people = whole.row.may_review
    return f"Vraag het aan {people_named(people)}." if people else whole.row.nobody_left
