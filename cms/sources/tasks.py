"""Celery tasks: they read the clock and call one service. Running one twice is harmless."""

import logging
from collections.abc import Callable
from contextlib import suppress

from celery import shared_task
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from cms.sources.applying import apply_decided
from cms.sources.giving_up import give_up
from cms.sources.models import ImportPlan, Stage, Upload
from cms.sources.models.import_plan import LEASE
from cms.sources.runs import LostRunError, claim_plan
from cms.sources.uploading import drop_unanswered, read_upload

logger = logging.getLogger(__name__)


@shared_task(name="cms.sources.read_upload")
def read_upload_task(plan_id: int) -> None:
    """Make the plan of a file that came in."""
    plan = claim_plan(plan_id=plan_id, stage=Stage.READING, at=timezone.now())
    if plan is not None:
        _attempt(plan, lambda: read_upload(plan=plan), back_to=Stage.FAILED)


@shared_task(name="cms.sources.apply_decided")
def apply_decided_task(plan_id: int) -> None:
    """Apply what was decided."""
    plan = claim_plan(plan_id=plan_id, stage=Stage.APPLYING, at=timezone.now())
    if plan is not None:
        _attempt(plan, lambda: _apply_one_turn(plan), back_to=Stage.OPEN)


def _apply_one_turn(plan: ImportPlan) -> None:
    if not apply_decided(plan=plan, clock=timezone.now):
        enqueue(plan)


@shared_task(name="cms.sources.sweep_plans")
def sweep_plans() -> int:
    """Hand out again what a task left lying, and return how many: no broker keeps every task.

    One that every task died on is given up, and a file of which nobody says which sheet is meant does not stay either.
    """
    now = timezone.now()
    drop_unanswered(at=now)
    give_up(at=now)
    left = ImportPlan.objects.at_work().silent_since(now - LEASE)
    for plan in left:
        enqueue(plan)
    return len(left)


def enqueue(plan: ImportPlan) -> None:
    """Let a worker bring ``plan`` further, if the broker is there; the sweep does so otherwise."""
    task = read_upload_task if plan.stage == Stage.READING else apply_decided_task
    with suppress(OperationalError, OSError):
        task.delay(plan.pk)


def _attempt(plan: ImportPlan, work: Callable[[], None], *, back_to: Stage) -> None:
    try:
        work()
    except LostRunError as error:
        logger.info("%s", error)
    except Exception:
        # The outer edge of a task: the plan says that it went wrong, the log says why.
        logger.exception("plan %s stopped in stage %s", plan.pk, plan.stage)
        message = "Hier ging iets mis, misschien niet door je bestand. Probeer het nog eens, of vraag de beheerder."
        with transaction.atomic():
            held = ImportPlan.objects.filter(pk=plan.pk, run=plan.run)
            if held.update(stage=back_to, run=None, message=message) and back_to is Stage.FAILED:
                Upload.objects.filter(plan=plan.pk).delete()  # it may name persons, and nothing reads it any more
