"""What has to be done with a row, computed from what it says and what was decided."""

from collections.abc import Mapping

from cms.sources.models import Choice, Decision, RowState
from cms.sources.plan import Answer, Row, RowClass, Unit
from cms.sources.reading import Value
from cms.sources.registry import Kind

CHANGEABLE = {RowState.OPEN, RowState.DECIDED, RowState.REFUSED}  # a person can still decide otherwise
_TAKEN = {Choice.ACCEPT, Choice.REJECT}


def state_of(kind: Kind, row: Row, decisions: Mapping[str, Decision]) -> RowState:
    """Return what has to be done with ``row``."""
    if row.row_class is RowClass.ERROR:
        return RowState.NOTHING
    if row.row_class is RowClass.UNCHANGED:
        return RowState.NOTHING if kind.safe(row) is None else RowState.DECIDED
    units = kind.units(row)
    taken = [unit.name in decisions and decisions[unit.name].choice in _TAKEN for unit in units]
    return RowState.DECIDED if units and all(taken) else RowState.OPEN


def is_safe(kind: Kind, row: Row) -> bool:
    """Return whether every unit of ``row`` may be accepted without a look at each."""
    if row.row_class in {RowClass.UNCHANGED, RowClass.ERROR}:
        return False
    answer = kind.safe(row)
    if answer is None:
        return False
    return all(unit.is_fact or set(unit.fields) <= set(answer.accepted) for unit in kind.units(row))


def accepted(units: tuple[Unit, ...], decisions: Mapping[str, Decision]) -> list[Unit]:
    """Return the units that somebody accepted."""
    return [unit for unit in units if _choice(decisions, unit) == Choice.ACCEPT]


def unwanted(units: tuple[Unit, ...], decisions: Mapping[str, Decision]) -> list[Unit]:
    """Return the units of which the source's own value was not wanted: rejected, or replaced by the editor's."""
    return [unit for unit in units if _choice(decisions, unit) == Choice.REJECT or _is_edited(decisions, unit)]


def answer_of(kind: Kind, row: Row, decisions: Mapping[str, Decision]) -> Answer:
    """Return what is to be written of ``row``: the source's values, or what the editor filled in."""
    taken = accepted(kind.units(row), decisions)
    values: dict[str, Value] = {name: row.fields[name].new for unit in taken for name in unit.fields}
    for unit in taken:
        for name, text in decisions[unit.name].edited.items():
            values[name] = kind.read_edit(row, name, text)
    return Answer(values, observation=any(unit.is_fact for unit in taken))


def _choice(decisions: Mapping[str, Decision], unit: Unit) -> str:
    return decisions[unit.name].choice if unit.name in decisions else ""


def _is_edited(decisions: Mapping[str, Decision], unit: Unit) -> bool:
    return unit.name in decisions and bool(decisions[unit.name].edited) and not unit.is_fact
