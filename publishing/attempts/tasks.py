"""Celery tasks: they read the clock and call one service. Running one twice is harmless."""

from contextlib import suppress
from datetime import datetime, timedelta

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from publishing.attempts import sweeping
from publishing.attempts.attempting import attempt_work, this_worker
from publishing.attempts.models import Attempt, State
from publishing.attempts.works import WORKS

_SOON = timedelta(seconds=30)  # what is later than this is left to the sweep, which comes every minute
WORTH = 60  # seconds; a message that waits longer is sent again by the next sweep


@shared_task(name="publishing.attempts.do_work")
def do_work(kind: str, subject: str) -> bool:
    """Do one piece of work, and hand out what waited for it."""
    work, began = WORKS[kind], timezone.now()
    is_done = attempt_work(work=work, subject=subject, clock=timezone.now)
    if is_done:
        for other in work.behind(subject):
            hand_out(kind, other)
    else:
        hand_out_soon(kind, since=began)
    return is_done


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


def hand_out_soon(kind: str, *, since: datetime) -> None:
    """Let a worker do, at its time, what failed here since then and is tried again before the next sweep."""
    mine = Attempt.objects.newest().filter(kind=kind, worker=this_worker(), started_at__gte=since, state=State.FAILED)
    for one in mine.filter(next_try_at__lt=timezone.now() + _SOON):
        assert one.next_try_at is not None, "it was asked for by that"
        seconds = max((one.next_try_at - timezone.now()).total_seconds(), 0.0)
        do_work.apply_async((kind, one.subject), countdown=seconds, expires=seconds + WORTH)


def nudge(kind: str, subject: str) -> None:
    """Hand out one piece of work, if the broker is there; the sweep does so otherwise."""
    with suppress(OperationalError, OSError):
        hand_out(kind, subject)
