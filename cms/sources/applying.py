"""Applies what people decided, row by row. Killed midway, the next run goes on where this one stopped.

A large plan is applied in turns: after TURN the rest goes to the end of the queue, so that a freeze or a publication
does not wait until thousands of rows are done.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from cms.acts.act import Act, Subject, WorkshopAction, announce
from cms.sources.apply import Applier, RefusedRowError, apply_row
from cms.sources.deciding.decide import renew
from cms.sources.deciding.states import accepted, answer_of, unwanted
from cms.sources.errors import DecisionError, MovedRowError
from cms.sources.models import ImportPlan, PlanRow, RowState, Stage
from cms.sources.models.import_plan import NOT_NOW
from cms.sources.plan import Answer, RowClass
from cms.sources.references import rebuild_references
from cms.sources.registry import KINDS, Kind
from cms.sources.rejections import forget_rejections, remember_rejection
from cms.sources.runs import beat, give_way, held_run

Clock = Callable[[], datetime]
TURN = timedelta(seconds=20)
_BATCH = 10  # rows between two signs of life


@transaction.atomic
def start_applying(*, plan: ImportPlan, by: Any, at: datetime) -> ImportPlan:
    """Have the decided rows of ``plan`` applied in the name of ``by``; raise DecisionError when that cannot be."""
    held = ImportPlan.objects.select_for_update().get(pk=plan.pk)
    if held.stage != Stage.OPEN:
        raise DecisionError(NOT_NOW[Stage(held.stage)])
    if not KINDS[held.kind].row_by_row and (wrong := held.rows.filter(row_class=RowClass.ERROR).count()):
        told = "1 rij is" if wrong == 1 else f"{wrong} rijen zijn"
        raise DecisionError(f"{told} fout. Herstel het bestand en lees het opnieuw in.")
    held.total = held.rows.to_apply().count()
    if not held.total:
        raise DecisionError("Er is nog niets besloten om over te nemen.")
    held.stage, held.apply_by, held.apply_since = Stage.APPLYING, by, at
    held.run, held.beat_at, held.attempts, held.done, held.message = None, None, 0, 0, ""
    held.save()
    _tell(WorkshopAction.IMPORT_STARTED, held, at=at, rijen=held.total)
    return held


def stop_applying(*, plan: ImportPlan) -> None:
    """Stop the run after the row that it is at; what it applied stays."""
    ImportPlan.objects.filter(pk=plan.pk, stage=Stage.APPLYING).update(stage=Stage.OPEN, run=None)


def apply_decided(*, plan: ImportPlan, clock: Clock) -> bool:
    """Apply the decided rows of ``plan`` for one turn, and return whether that was all of them.

    The plan carries the run that claimed it; raise LostRunError when that ended.
    """
    kind = KINDS[plan.kind]
    by, since = plan.apply_by, plan.apply_since
    assert by is not None, "a CHECK says who applies"
    assert since is not None, "and since when"
    applier = kind.applier(by, since, plan.source)
    waiting = list(plan.rows.to_apply().values_list("pk", flat=True))
    before = max(plan.total - len(waiting), 0)
    end = clock() + TURN
    try:
        for place, pk in enumerate(waiting):
            if place % _BATCH == 0:
                beat(plan, done=before + place, at=clock())
                if place and clock() > end:
                    give_way(plan)
                    return False
            _apply_one(plan, pk, kind, applier, at=clock())
    except BaseException:  # also when somebody stopped this run: the next one indexes only what it writes itself
        _index(plan, kind)
        raise
    _index(plan, kind)
    _finish(plan, at=clock())
    return True


def _finish(plan: ImportPlan, *, at: datetime) -> None:
    with transaction.atomic():
        held = held_run(plan)
        held.stage, held.run, held.done = Stage.OPEN, None, held.total
        held.save()
        applied = held.rows.filter(applied_at__gte=plan.apply_since).count()
        _tell(WorkshopAction.IMPORT_APPLIED, held, at=at, rijen=applied)


def _tell(action: WorkshopAction, plan: ImportPlan, *, at: datetime, **details: int) -> None:
    subject = Subject("importplan", str(plan.pk), f"'{plan.file_name}'")
    announce(Act(action=action, subject=subject, by=plan.apply_by, at=at, details={**details, "bron": plan.source}))


@transaction.atomic
def _apply_one(plan: ImportPlan, pk: int, kind: Kind, applier: Applier, *, at: datetime) -> None:
    held_run(plan)
    row = PlanRow.objects.select_for_update().to_apply().filter(pk=pk).first()
    if row is None:  # a colleague took the decision back meanwhile
        return
    try:
        item = _write(row, kind, applier, by=plan.apply_by, at=at)
    except MovedRowError:
        _plan_anew(row, kind)
    except RefusedRowError as error:
        row.state, row.message = RowState.REFUSED, str(error)
    else:
        row.state, row.applied_at, row.message = RowState.APPLIED, at, ""
        row.item = "" if item is None else str(item.uid)
    row.version += 1
    row.save()


def _write(row: PlanRow, kind: Kind, applier: Applier, *, by: Any, at: datetime) -> Any:
    content, decisions = row.content, row.decided()
    units = kind.units(content)
    item = None
    if content.row_class is RowClass.UNCHANGED:
        item = apply_row(applier, content, Answer())
    elif accepted(units, decisions):
        item = apply_row(applier, content, answer_of(kind, content, decisions))
    forget_rejections(kind=row.plan.kind, row=content)  # only now: a row that moved is decided on anew
    for unit in unwanted(units, decisions):
        remember_rejection(kind=row.plan.kind, row=content, unit=unit, by=by, at=at)
    return item


def _plan_anew(row: PlanRow, kind: Kind) -> None:
    compared = kind.answer(row.content, row.answer)
    if compared is None:
        row.state, row.message = RowState.NOTHING, "Is intussen weg; er valt niets over te nemen."
        return
    message = "Is gewijzigd sinds dit plan is gemaakt, en opnieuw vergeleken. Kijk of je besluit nog klopt."
    renew(row, compared, kind=kind, answer=row.answer, message=message)


def _index(plan: ImportPlan, kind: Kind) -> None:
    """Bring the index of references up to date for what was written since somebody asked for it."""
    written = plan.rows.filter(applied_at__gte=plan.apply_since).exclude(item="").order_by("position")
    for row in written.iterator():
        rebuild_references(kind.model(row.content)._default_manager.filter(uid=row.item))
