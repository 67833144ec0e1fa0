"""Remembers what editors did not want of a source, so that it is not proposed again until the source changes."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from cms.sources.models import Rejection
from cms.sources.plan import Plan, Row, RowClass, Unit

Units = Callable[[Row], tuple[Unit, ...]]
_LONGEST_KEY = 300


def without_rejected(plan: Plan, *, units: Units) -> Plan:
    """Return ``plan`` without the values that were rejected before and that the source still says."""
    known = {(one.target, one.key, one.unit): one.value for one in Rejection.objects.filter(kind=plan.kind).iterator()}
    if not known:
        return plan
    rows = (_without(row, units(_as_asked(row)), known) for row in plan.rows)
    return replace(plan, rows=tuple(row for row in rows if row is not None))


def remember_rejection(*, kind: str, row: Row, unit: Unit, by: Any, at: datetime) -> None:
    """Remember that what ``row`` says of ``unit`` was not wanted, or was replaced by the editor's own."""
    target, key, name = _address(row, unit)
    Rejection.objects.update_or_create(
        kind=kind,
        target=target,
        key=key,
        unit=name,
        defaults={"value": _said(row, unit), "rejected_by": by, "rejected_at": at},
    )


def forget_rejections(*, kind: str, row: Row) -> None:
    """Forget what was not wanted of ``row`` and the source no longer says: when it comes back, it is asked anew."""
    held = Rejection.objects.filter(kind=kind, target=row.target, key=row.key[:_LONGEST_KEY])
    held.exclude(unit__in=row.rejected).delete()


def _as_asked(row: Row) -> Row:
    """Return ``row`` as it was when somebody rejected it: after the answer that it is none of the candidates."""
    is_question = row.row_class is RowClass.AMBIGUOUS and row.candidates and not row.item
    return replace(row, row_class=RowClass.NEW) if is_question else row


def _without(row: Row, units: tuple[Unit, ...], known: dict[tuple[str, str, str], str]) -> Row | None:
    unwanted = [unit for unit in units if known.get(_address(row, unit)) == _said(row, unit)]
    if not unwanted:
        return row
    if row.row_class is RowClass.DISAPPEARED:  # the source does not hold it: there is no reading to note either
        return None
    names = {name for unit in unwanted for name in unit.fields}
    fields = {name: change for name, change in row.fields.items() if name not in names}
    observation = {} if any(unit.is_fact for unit in unwanted) else row.observation
    row_class = row.row_class if fields else RowClass.UNCHANGED
    rejected = tuple(unit.name for unit in unwanted)
    return replace(row, fields=fields, observation=observation, row_class=row_class, rejected=rejected)


def _address(row: Row, unit: Unit) -> tuple[str, str, str]:
    return row.target, row.key[:_LONGEST_KEY], unit.name


def _said(row: Row, unit: Unit) -> str:
    said = {name: row.fields[name].new for name in unit.fields}
    return hashlib.sha256(msgspec.json.encode(said, order="sorted")).hexdigest()
