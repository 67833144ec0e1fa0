"""Lets the lines of a task say which task it is, and of which request it came: the id travels with the message."""

import logging
import time
from contextlib import ExitStack
from typing import Any

from celery.signals import before_task_publish, task_postrun, task_prerun
from structlog.contextvars import bound_contextvars

from cms.logs.requests import current_request_id

logger = logging.getLogger(__name__)

HEADER = "wegwijzer_request_id"
_running: dict[str, tuple[ExitStack, float]] = {}


@before_task_publish.connect(dispatch_uid="cms.logs.task_is_sent")
def task_is_sent(*, headers: dict[str, Any], **_kwargs: Any) -> None:
    """Let the message carry the id of the request that sends it, or of the one that began what sends it."""
    if own := current_request_id():
        headers[HEADER] = own


@task_prerun.connect(dispatch_uid="cms.logs.task_begins")
def task_begins(*, task_id: str, task: Any, **_kwargs: Any) -> None:
    """Celery runs a task, its prerun and its postrun on one thread."""
    stack, request_id = ExitStack(), task.request.get(HEADER)
    known = {"request_id": request_id} if request_id else {}
    stack.enter_context(bound_contextvars(task_id=task_id, task_name=task.name, **known))
    _running[task_id] = stack, time.monotonic()


@task_postrun.connect(dispatch_uid="cms.logs.task_ends")
def task_ends(*, task_id: str, task: Any, state: str | None = None, **_kwargs: Any) -> None:
    """Write the line of the task, and leave it."""
    stack, began = _running.pop(task_id, (ExitStack(), time.monotonic()))
    said = {"actie": "uitvoeren", "object": task.name, "resultaat": state, "oorsprong": "taak"}
    logger.info("task", extra=said | {"milliseconds": round((time.monotonic() - began) * 1000)})
    stack.close()
