"""Celery tasks: they read the clock and call one service. Running one twice is harmless."""

from contextlib import suppress
from datetime import datetime

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from publishing.attempts import sweeping
from publishing.attempts.attempting import attempt_work
from publishing.attempts.models import Attempt, State
from publishing.attempts.works import WORKS

WORTH = 60  # seconds; a message that waits longer is sent again by the next sweep


@shared_task(name="publishing.attempts.do_work")
def do_work(kind: str, subject: str) -> bool:
    """Do one piece of work, and hand out what waited for it."""
    work, began = WORKS[kind], timezone.now()
    is_done = attempt_work(work=work, subject=subject, clock=timezone.now)
    if is_done:
        for other in work.behind(subject):
            hand_out(kind, other)
    elif (seconds := _soon(kind, subject, since=began)) is not None:
        do_work.apply_async((kind, subject), countdown=seconds, expires=seconds + WORTH)
    return is_done


def _soon(kind: str, subject: str, *, since: datetime) -> float | None:
    """Return in how many seconds this is tried again, when it failed just now and that is before the next sweep."""
    failed = Attempt.objects.newest().filter(kind=kind, subject=subject, started_at__gte=since, state=State.FAILED)
    again = failed.values_list("next_try_at", flat=True).first()
    seconds = WORTH if again is None else (again - timezone.now()).total_seconds()
    return max(seconds, 0.0) if seconds < WORTH else None


@shared_task(name="publishing.attempts.sweep")
def sweep() -> int:
    """Hand out everything that is due, and return how much that is."""
    due = list(sweeping.sweep(at=timezone.now()))
    for kind, subject in due:
        hand_out(kind, subject)
    return len(due)


def hand_out(kind: str, subject: str) -> None:
    """Let a worker do one piece of work soon."""
    do_work.apply_async((kind, subject), expires=WORTH)


def nudge(kind: str, subject: str) -> None:
    """Hand out one piece of work, if the broker is there; the sweep does so otherwise."""
    with suppress(OperationalError, OSError):
        hand_out(kind, subject)
