"""Confirming many items at once: those that are as they were last year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from publishing.rounds.held import hold_open_round
from publishing.rounds.models import Round, RoundItem
from publishing.rounds.reviewing import Looked, write_reviews
from publishing.rounds.states import ItemState
from publishing.rounds.worklist import Row, read_worklist


@dataclass(frozen=True)
class Confirmed:
    """What was confirmed, and what was not with the reason why."""

    items: list[RoundItem]
    left: list[tuple[RoundItem, str]]


@transaction.atomic
def confirm_unchanged(*, round: Round, items: Iterable[RoundItem], by: Any, at: datetime) -> Confirmed:
    """Confirm those of ``items`` whose document is byte for byte that of the base release.

    Of interventions the verdict must hold as well. The others are left as they are, each with its reason. The number
    of queries does not grow with the items. Raise RoundError when the round is closed.
    """
    held = hold_open_round(round.pk)
    wanted = {item.pk for item in items}
    rows = [row for row in read_worklist(held).rows if row.item.pk in wanted]
    told = [(row, _why_not(row, by)) for row in rows]
    same = [row for row, why in told if not why]
    write_reviews([looked for row in same for looked in _looked(row)], by=by, at=at)
    return Confirmed([row.item for row in same], [(row.item, why) for row, why in told if why])


def _why_not(row: Row, by: Any) -> str:
    """Return why ``row`` cannot be confirmed unseen; empty when it can."""
    if row.state is ItemState.LAPSED and row.current and row.current.digest == row.item.base_digest:
        return "Is dit jaar gewijzigd en weer teruggezet. Beoordeel het apart."
    if row.state is not ItemState.TO_CONFIRM:
        return f"Dit item is niet te bevestigen: {row.state.label}."
    if _changed_it(row, by):
        return "Dit wijzigde je zelf sinds de vorige uitgave. Een ander moet het beoordelen."
    return ""


def _changed_it(row: Row, by: Any) -> bool:
    return by.pk in {change.person for change in row.changes}


def _looked(row: Row) -> list[Looked]:
    if row.current is None:
        return []
    return [Looked(row.item, row.current, row.open_parts, frozenset(change.person for change in row.changes))]
