"""The kinds of source that can be imported. A new kind is a reader, an entry here, and what its plan needs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from cms.accounts.models import User
from cms.sources.apply import Applied, apply_plan
from cms.sources.files import LARGEST
from cms.sources.plan import Plan
from cms.sources.planning import make_plan
from cms.sources.readers.handleiding import read_manual
from cms.sources.registers.applying import apply_register_plan
from cms.sources.registers.planning import make_register_plan


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind of source becomes a plan, and how its plan is applied.

    ``plan`` takes the bytes of a file, at most ``largest``, and whether they are the whole source. It raises
    SourceError for wrong bytes. ``row_by_row`` says that a wrong row does not keep the others out.
    """

    plan: Callable[[bytes, bool], Plan]
    apply: Callable[[Plan, User, datetime], Applied]
    largest: int
    row_by_row: bool


def _plan_manual(data: bytes, complete: bool) -> Plan:
    return make_plan(kind="handleiding", reading=read_manual(data), data=data, complete=complete)


def _apply_manual(plan: Plan, by: User, at: datetime) -> Applied:
    return apply_plan(plan=plan, by=by)


def _plan_register(kind: str, data: bytes, complete: bool) -> Plan:
    return make_register_plan(kind=kind, data=data, complete=complete)


def _apply_register(plan: Plan, by: User, at: datetime) -> Applied:
    return apply_register_plan(plan=plan, by=by, at=at)


_LARGEST_REGISTER = 25_000_000  # bytes; 50,000 records are about 10 million

# By the KIND of ``manage.py import_source``.
KINDS: dict[str, Kind] = {
    "handleiding": Kind(_plan_manual, _apply_manual, LARGEST, row_by_row=False),
    "nji": Kind(partial(_plan_register, "nji"), _apply_register, _LARGEST_REGISTER, row_by_row=True),
    "gezonde-school": Kind(
        partial(_plan_register, "gezonde-school"), _apply_register, _LARGEST_REGISTER, row_by_row=True
    ),
}
