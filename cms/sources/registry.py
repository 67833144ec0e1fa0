"""The kinds of source that can be imported. A new kind is a reader, an entry here, and what its plan needs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from cms.accounts.models import User
from cms.content.models import Intervention
from cms.sources.apply import Applier, Refusal
from cms.sources.contents import answer_content, label_of_content, read_content_edit, units_of_content
from cms.sources.drafts import DraftApplier, safe_draft
from cms.sources.files import LARGEST
from cms.sources.plan import Answer, Plan, Row, Unit
from cms.sources.planning import make_plan
from cms.sources.readers.handleiding import read_manual
from cms.sources.readers.registers import REGISTERS
from cms.sources.reading import Value
from cms.sources.registers.answering import answer_row
from cms.sources.registers.applying import RegisterApplier, left_for_a_person, safe_answer
from cms.sources.registers.planning import make_register_plan
from cms.sources.registers.units import label_of_register, read_register_edit, units_of_register
from cms.sources.targets import TARGETS
from cms.sources.workbook import (
    WorkbookApplier,
    answer_workbook_row,
    is_of_item,
    label_of_workbook,
    left_of_workbook,
    make_workbook_plan,
    model_of_workbook,
    read_workbook_edit,
    safe,
    units_of_workbook,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind of source becomes a plan, how a person decides on its rows, and how these are applied.

    - ``plan`` takes the bytes of a file, at most ``largest``, whether they are the whole source, and which sheet of a
      workbook is meant; it raises SourceError for wrong bytes.
    - ``has_facts`` says that its rows become observations.
    - ``row_by_row`` says that a wrong row does not keep the others out.
    - ``safe`` answers the rows that need no person, ``left`` says what waits for one.
    - ``answer`` compares one row again, with the item that a person says it is about; None: nothing is left of it.
    - ``units`` are what is decided on together, ``label_of`` their names and those of fields, ``read_edit`` what a
      person filled in for a field.
    - ``model`` is what a row is written to.
    - ``which`` asks what a row is about, ``new_one`` is what it is when it is none that we know; ``may_be_new`` says of
      which rows that can be answered.
    """

    label: str
    plan: Callable[[bytes, bool, str], Plan]
    applier: Callable[[User, datetime, str], Applier]
    safe: Callable[[Row], Answer | None]
    units: Callable[[Row], tuple[Unit, ...]]
    label_of: Callable[[Row, str], str]
    read_edit: Callable[[Row, str, str], Value]
    answer: Callable[[Row, str], Row | None]
    left: Callable[[Iterable[Row]], Iterable[Refusal]]
    model: Callable[[Row], Any]
    largest: int
    row_by_row: bool
    has_facts: bool = False
    which: str = "Over welk item gaat deze rij?"
    new_one: str = "nieuw item"
    may_be_new: Callable[[Row], bool] = lambda row: True


def _plan_manual(data: bytes, complete: bool, sheet: str) -> Plan:
    return make_plan(kind="handleiding", reading=read_manual(data), data=data, complete=complete)


def _register(kind: str) -> Kind:
    register = REGISTERS[kind].register

    def plan(data: bytes, complete: bool, sheet: str) -> Plan:
        return make_register_plan(kind=kind, data=data, complete=complete, sheet=sheet)

    def applier(by: User, at: datetime, source: str) -> Applier:
        return RegisterApplier(register=register, source=source, by=by, at=at)

    return Kind(
        label=f"{register.short}-register",
        plan=plan,
        applier=applier,
        safe=safe_answer,
        units=units_of_register,
        label_of=label_of_register,
        read_edit=read_register_edit,
        answer=partial(_answer_register, kind),
        left=left_for_a_person,
        model=lambda row: Intervention,
        largest=_LARGEST_REGISTER,
        row_by_row=True,
        has_facts=True,
        which="Welke interventie is dit?",
        new_one="nieuwe interventie",
    )


def _answer_register(kind: str, row: Row, answer: str) -> Row | None:
    return answer_row(row, kind=kind, answer=answer)


def _plan_workbook(data: bytes, complete: bool, sheet: str) -> Plan:
    return make_workbook_plan(data=data, complete=complete)


_LARGEST_WORKBOOK = 25_000_000  # bytes; at ten times the real size it is about 1 million
_LARGEST_REGISTER = 25_000_000  # bytes; 50,000 records are about 10 million

# By the KIND of ``manage.py import_source``.
KINDS: dict[str, Kind] = {
    "handleiding": Kind(
        label="Handleiding",
        plan=_plan_manual,
        applier=lambda by, at, source: DraftApplier(by=by),
        safe=safe_draft,
        units=units_of_content,
        label_of=label_of_content,
        read_edit=read_content_edit,
        answer=answer_content,
        left=lambda rows: (),
        model=lambda row: TARGETS[row.target].model,
        largest=LARGEST,
        row_by_row=False,
    ),
    "workbook": Kind(
        label="Werkmap",
        plan=_plan_workbook,
        applier=lambda by, at, source: WorkbookApplier(by=by),
        safe=safe,
        units=units_of_workbook,
        label_of=label_of_workbook,
        read_edit=read_workbook_edit,
        answer=answer_workbook_row,
        left=left_of_workbook,
        model=model_of_workbook,
        largest=_LARGEST_WORKBOOK,
        row_by_row=True,
        may_be_new=is_of_item,
    ),
    **{kind: _register(kind) for kind in REGISTERS},
}
