"""Celery tasks: they read the clock and call one service. Running one twice is harmless."""

from contextlib import suppress

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from publishing.attempts import sweeping
from publishing.attempts.attempting import attempt_work
from publishing.attempts.works import WORKS

WORTH = 60  # seconds; a message that waits longer is sent again by the next sweep


@shared_task(name="publishing.attempts.do_work")
def do_work(kind: str, subject: str) -> bool:
    """Do one piece of work, and hand out what waited for it."""
    work = WORKS[kind]
    is_done = attempt_work(work=work, subject=subject, clock=timezone.now)
    if is_done:
        for other in work.behind(subject):
            hand_out(kind, other)
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


def nudge(kind: str, subject: str) -> None:
    """Hand out one piece of work, if the broker is there; the sweep does so otherwise."""
    with suppress(OperationalError, OSError):
        hand_out(kind, subject)
