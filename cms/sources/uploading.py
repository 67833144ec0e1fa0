"""A file comes in, and a task makes its plan. What a file says of persons is gone when its plan is there."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

import msgspec
from django.db import transaction

from cms.sources.deciding.states import is_safe, state_of
from cms.sources.errors import SheetChoiceError, SourceError, UnreadableSourceError
from cms.sources.models import ImportPlan, PlanRow, Stage, Upload
from cms.sources.plan import Plan, Row
from cms.sources.registry import KINDS, Kind
from cms.sources.rejections import without_rejected
from cms.sources.runs import held_run

_BATCH = 1000
_WAITS = timedelta(days=1)  # for somebody to say which sheet of a file is meant


@transaction.atomic
def receive_upload(*, kind: str, file_name: str, data: bytes, complete: bool, by: Any, at: datetime) -> ImportPlan:
    """Keep ``data`` until its plan is made; raise UnreadableSourceError when there is nothing or too much of it."""
    largest = KINDS[kind].largest
    if not data.strip():
        raise UnreadableSourceError("Het bestand is leeg. Kies een ander bestand.")
    if len(data) > largest:
        raise UnreadableSourceError(
            f"Het bestand is {len(data) / 1_000_000:.1f} MB groot; hooguit {largest / 1_000_000:.0f} MB past. "
            "Controleer of dit het goede bestand is, of splits het."
        )
    plan = ImportPlan.objects.create(
        kind=kind,
        file_name=file_name[:255],
        source=hashlib.sha256(data).hexdigest(),
        complete=complete,
        created_by=by,
        created_at=at,
    )
    Upload.objects.create(plan=plan, data=data)
    return plan


def read_upload(*, plan: ImportPlan) -> None:
    """Make the plan of the file that ``plan`` holds: OPEN with its rows, FAILED with why, or ASKED which sheet.

    ``plan`` carries the run that claimed it; raise LostRunError when another run took over meanwhile.
    """
    kind = KINDS[plan.kind]
    try:
        made = plan_source(plan.kind, bytes(plan.upload.data), complete=plan.complete, sheet=plan.sheet)
    except SheetChoiceError as error:
        _end(plan, stage=Stage.ASKED, sheets=list(error.sheets), message=str(error))
    except SourceError as error:
        _end(plan, stage=Stage.FAILED, message=str(error))
    else:
        _store(plan, made, kind)


def plan_source(kind: str, data: bytes, *, complete: bool, sheet: str = "") -> Plan:
    """Return what ``data`` would change, without what was rejected before; raise SourceError for wrong bytes."""
    return without_rejected(KINDS[kind].plan(data, complete, sheet), units=KINDS[kind].units)


@transaction.atomic
def choose_sheet(*, plan: ImportPlan, sheet: str) -> None:
    """Say which sheet of the workbook is meant; raise UnreadableSourceError for one that it does not have."""
    held = ImportPlan.objects.select_for_update().get(pk=plan.pk)
    if held.stage != Stage.ASKED or sheet not in held.sheets:
        raise UnreadableSourceError("Kies een van de bladen van de werkmap.")
    ImportPlan.objects.filter(pk=held.pk).update(
        sheet=sheet, stage=Stage.READING, run=None, beat_at=None, attempts=0, message=""
    )


@transaction.atomic
def drop_unanswered(*, at: datetime) -> None:
    """Let go of the files of which nobody said in a day which sheet is meant: they may name persons."""
    asked = ImportPlan.objects.select_for_update().filter(stage=Stage.ASKED, created_at__lt=at - _WAITS)
    for plan in asked:
        plan.stage, plan.sheets = Stage.FAILED, []
        plan.message = "Niemand koos binnen een dag een blad, en het bestand is weggegooid. Lees het opnieuw in."
        plan.save()
        Upload.objects.filter(plan=plan).delete()


@transaction.atomic
def _end(plan: ImportPlan, *, stage: Stage, message: str, sheets: list[str] | None = None) -> None:
    held = held_run(plan)
    held.stage, held.message, held.sheets, held.run = stage, message, sheets or [], None
    held.save()
    if stage is Stage.FAILED:
        Upload.objects.filter(plan=held).delete()


@transaction.atomic
def _store(plan: ImportPlan, made: Plan, kind: Kind) -> None:
    held = held_run(plan)
    held.rows.all().delete()
    rows = (_plan_row(held, kind, row, place) for place, row in enumerate(made.rows))
    PlanRow.objects.bulk_create(rows, batch_size=_BATCH)
    held.findings = msgspec.to_builtins([*made.findings, *made.still_to_write])
    held.stage, held.run, held.message = Stage.OPEN, None, ""
    held.save()
    Upload.objects.filter(plan=held).delete()


def _plan_row(plan: ImportPlan, kind: Kind, row: Row, place: int) -> PlanRow:
    made = PlanRow(plan=plan, position=place, is_safe=is_safe(kind, row), state=state_of(kind, row, {}))
    made.hold(row)
    return made
