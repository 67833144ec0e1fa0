"""When the tasks of the schedule ran last: beat's sign of life, and how a schedule that stands still is noticed."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from celery.signals import task_postrun
from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from publishing.status.models import ScheduledRun

logger = logging.getLogger(__name__)

_GRACE = timedelta(minutes=5)  # a task ahead of it in the queue may take its time
LABELS = {
    "cms.sources.sweep_plans": "Imports oppakken die zijn blijven liggen",
    "publishing.attempts.sweep": "Werk oppakken dat is blijven liggen",
    "publishing.rounds.send_digests": "Ochtendmails versturen",
    "publishing.releases.tick": "Geplande publicaties, afleveringen en alarmen",
    "cms.links.check_links": "Links nalopen",
    "publishing.retention.clean_up": "Opruimen wat niet bewaard blijft",
    "publishing.status.measure_store": "Omvang van de opslag meten",
}


@dataclass(frozen=True)
class Schedule:
    """One task of the schedule, as it stands at a moment."""

    task: str
    label: str
    every: timedelta
    last: datetime | None
    outcome: str
    is_late: bool


def read_schedules(*, at: datetime) -> list[Schedule]:
    """Return every task of the schedule, in one query."""
    runs = {run.task: run for run in ScheduledRun.objects.all()}
    since = min((run.since for run in runs.values()), default=None)  # beat is known to run since then
    return [
        _schedule(entry["task"], timedelta(seconds=entry["schedule"]), runs.get(entry["task"]), since, at)
        for entry in _entries()
    ]


def _entries() -> list[dict[str, Any]]:
    schedule: dict[str, dict[str, Any]] = settings.CELERY_BEAT_SCHEDULE
    return list(schedule.values())


def _schedule(task: str, every: timedelta, run: ScheduledRun | None, since: datetime | None, at: datetime) -> Schedule:
    last = run.ended_at if run else None
    waits_since = last or since
    return Schedule(
        task=task,
        label=LABELS.get(task, task),
        every=every,
        last=last,
        outcome=run.outcome if run else "",
        is_late=waits_since is None or at - waits_since > every + _GRACE,
    )


@task_postrun.connect(dispatch_uid="publishing.status.note_run")
def note_run(*, task: Any, state: str | None = None, **_kwargs: Any) -> None:
    """Note that a task of the schedule ended; a database that is away does not make the task fail."""
    if task.name not in {entry["task"] for entry in _entries()}:
        return
    try:
        now = timezone.now()
        told = {"ended_at": now, "outcome": (state or "").lower()}
        ScheduledRun.objects.update_or_create(task=task.name, defaults=told, create_defaults={"since": now, **told})
    except DatabaseError as error:
        logger.warning("The run of %s is not noted: %s", task.name, error)
