"""What each process counts of the tasks that it runs. Apart, for the public process has none and loads no Celery."""

import time
from typing import Any

from celery.signals import task_postrun, task_prerun
from prometheus_client import Counter, Histogram

from cms.metrics.counting import COUNTED

TASKS = Counter("wegwijzer_tasks", "Tasks that ended, by name and outcome.", ["task", "outcome"], registry=COUNTED)
TASK_SECONDS = Histogram(
    "wegwijzer_task_duration_seconds",
    "How long a task took.",
    ["task"],
    registry=COUNTED,
    buckets=(0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600),
)

_began: dict[str, float] = {}


@task_prerun.connect(dispatch_uid="cms.metrics.task_begins")
def task_begins(*, task_id: str, **_kwargs: Any) -> None:
    _began[task_id] = time.perf_counter()


@task_postrun.connect(dispatch_uid="cms.metrics.task_ends")
def task_ends(*, task_id: str, task: Any, state: str | None = None, **_kwargs: Any) -> None:
    TASKS.labels(task.name, (state or "unknown").lower()).inc()
    if (began := _began.pop(task_id, None)) is not None:
        TASK_SECONDS.labels(task.name).observe(time.perf_counter() - began)
