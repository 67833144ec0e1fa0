"""Takes decisions on rows. Each says which version of the row it looked at, so that nobody overwrites a colleague."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from django.db import transaction
from django.db.models import F

from cms.sources.deciding.states import CHANGEABLE, is_safe, state_of
from cms.sources.errors import DecisionError, WrongEditError
from cms.sources.models import Choice, Decision, ImportPlan, PlanRow, RowState, Stage
from cms.sources.models.plan_row import PlanRowQuerySet
from cms.sources.plan import Row, RowClass, Unit
from cms.sources.registry import KINDS, Kind

_BATCH = 500
NO_ITEM = "Dit item is er niet meer. Kies een ander."


@transaction.atomic
def decide_row(*, row: PlanRow, version: int, decisions: Mapping[str, Decision], by: Any, at: datetime) -> PlanRow:
    """Take ``decisions``, by unit, beside those that were taken before; an empty choice takes one back.

    Raise DecisionError when somebody else changed the row since ``version``, or when it is applied already, and
    WrongEditError, with everything that is wrong, when an edited value does not fit.
    """
    held = _locked(row, version)
    kind = KINDS[held.plan.kind]
    units = {unit.name: unit for unit in kind.units(held.content)}
    _check(kind, held.content, units, decisions)
    taken = {**held.decided(), **decisions}
    taken = {name: decision for name, decision in taken.items() if decision.choice and name in units}
    held.decisions = msgspec.to_builtins(taken)
    held.state = state_of(kind, held.content, taken)
    return _saved(held, by=by, at=at)


@transaction.atomic
def answer_row(*, row: PlanRow, version: int, answer: str, by: Any, at: datetime) -> PlanRow:
    """Say which item ``row`` is about (its uid, NEW_ITEM, or empty to ask again) and compare it with that item.

    Raise DecisionError as decide_row does, and when that item is gone.
    """
    held = _locked(row, version)
    kind = KINDS[held.plan.kind]
    compared = kind.answer(held.content, answer)
    if compared is None:
        raise DecisionError("Dit record is er niet meer; er valt niets te beslissen.")
    if answer and compared.row_class is RowClass.AMBIGUOUS and not compared.item:
        raise DecisionError(NO_ITEM)
    renew(held, compared, kind=kind, answer=answer)
    return _saved(held, by=by, at=at)


def renew(held: PlanRow, row: Row, *, kind: Kind, answer: str = "", message: str = "") -> None:
    """Let ``held`` say ``row``; decisions on what it said before no longer count."""
    state = state_of(kind, row, {})
    held.hold(row, decisions={}, answer=answer, message=message, state=state, is_safe=is_safe(kind, row))


def accept_safe_rows(*, plan: ImportPlan, row_class: str, by: Any, at: datetime) -> int:
    """Accept every open row of ``row_class`` that is safe, and return how many; each batch is one transaction."""
    kind = KINDS[plan.kind]
    wanted = list(plan.rows.safe().filter(row_class=row_class).values_list("pk", flat=True))
    return sum(_accept(kind, wanted[start : start + _BATCH], by=by, at=at) for start in range(0, len(wanted), _BATCH))


@transaction.atomic
def _accept(kind: Kind, wanted: list[int], *, by: Any, at: datetime) -> int:
    rows = list(PlanRow.objects.select_for_update().safe().filter(pk__in=wanted))
    for row in rows:
        choices = {unit.name: Decision(Choice.ACCEPT) for unit in kind.units(row.content)}
        row.decisions = msgspec.to_builtins(choices)
        row.state, row.decided_by, row.decided_at = RowState.DECIDED, by, at
        row.version += 1
    PlanRow.objects.bulk_update(rows, ["decisions", "state", "decided_by", "decided_at", "version"])
    return len(rows)


@transaction.atomic
def take_back_safe_rows(*, plan: ImportPlan, row_class: str, by: Any, accepted_at: datetime, at: datetime) -> int:
    """Open again what ``by`` accepted at once at ``accepted_at`` and nobody touched since; return how many rows."""
    return together(plan, row_class=row_class, by=by, accepted_at=accepted_at).update(
        decisions={}, state=RowState.OPEN, decided_at=at, version=F("version") + 1
    )


def together(plan: ImportPlan, *, row_class: str, by: Any, accepted_at: datetime) -> PlanRowQuerySet:
    """Return the rows that ``by`` accepted in that one action, and that still stand as they were then."""
    rows: PlanRowQuerySet = plan.rows.filter(
        state=RowState.DECIDED, is_safe=True, row_class=row_class, decided_by=by, decided_at=accepted_at
    )
    return rows


def _locked(row: PlanRow, version: int) -> PlanRow:
    held = PlanRow.objects.select_for_update(of=("self",)).select_related("plan", "decided_by").get(pk=row.pk)
    if held.plan.stage == Stage.CLOSED:
        raise DecisionError("Dit plan is afgesloten. Open het eerst weer.")
    if held.state not in CHANGEABLE:
        raise DecisionError(f"'{held.title}' is {held.get_state_display()}; daar valt niets meer aan te beslissen.")
    if held.version != version:
        who = held.decided_by or "iemand anders"
        raise DecisionError(f"Intussen heeft {who} hier iets beslist. Kijk wat er nu staat en beslis dan opnieuw.")
    return held


def _saved(held: PlanRow, *, by: Any, at: datetime) -> PlanRow:
    held.decided_by, held.decided_at, held.version = by, at, held.version + 1
    held.save()
    return held


def _check(kind: Kind, row: Row, units: Mapping[str, Unit], decisions: Mapping[str, Decision]) -> None:
    wrong: list[str] = []
    for name, decision in decisions.items():
        if name not in units or decision.choice not in {"", *Choice.values}:
            raise DecisionError("Deze beslissing past niet bij wat er nu staat. Kijk opnieuw en beslis dan.")
        for field, text in decision.edited.items():
            try:
                _check_edit(kind, row, units[name], field, text)
            except WrongEditError as error:
                wrong.append(str(error))
    if wrong:
        raise WrongEditError(" ".join(wrong))


def _check_edit(kind: Kind, row: Row, unit: Unit, field: str, text: str) -> None:
    if field not in unit.editable:
        raise DecisionError("Dit veld kan hier niet worden aangepast.")
    kind.read_edit(row, field, text)
