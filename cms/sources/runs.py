"""Which task is at work on a plan. A task that died is taken over; one that wakes after that writes nothing more."""

from datetime import datetime
from uuid import uuid4

from django.db.models import F

from cms.sources.models import ImportPlan, Stage
from cms.sources.models.import_plan import LEASE


class LostRunError(Exception):
    """Another task took over, or somebody stopped this one."""


def claim_plan(*, plan_id: int, stage: Stage, at: datetime) -> ImportPlan | None:
    """Return the plan, claimed for a new run; None when there is nothing to do or another run is alive.

    The claim is counted before anything is done, for a task that is killed counts nothing. One that too many tasks
    died on is not claimed again.
    """
    run = uuid4()
    waiting = ImportPlan.objects.filter(pk=plan_id, stage=stage).silent_since(at - LEASE).worth_another_try()
    if not waiting.update(run=run, beat_at=at, attempts=F("attempts") + 1):
        return None
    return ImportPlan.objects.get(pk=plan_id)


def held_run(plan: ImportPlan) -> ImportPlan:
    """Return the row of ``plan``, locked, while its run is this one; raise LostRunError when it no longer is."""
    held = ImportPlan.objects.select_for_update().filter(pk=plan.pk, run=plan.run).exclude(run=None).first()
    if held is None:
        raise LostRunError(f"Plan {plan.pk} is door een andere taak overgenomen of gestopt.")
    return held


def give_way(plan: ImportPlan) -> None:
    """End this run though there is more to do: the next one may begin at once."""
    ImportPlan.objects.filter(pk=plan.pk, run=plan.run).update(run=None, beat_at=None, attempts=0)


def beat(plan: ImportPlan, *, done: int, at: datetime) -> None:
    """Give a sign of life, and say how far it is. Who got further than any task before has used up one attempt."""
    mine = ImportPlan.objects.filter(pk=plan.pk, run=plan.run)
    mine.filter(done__lt=done).update(attempts=1)
    mine.update(beat_at=at, done=done)
