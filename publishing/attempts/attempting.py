"""Doing a piece of work under an attempt: whatever becomes of it, it is written down."""

import logging
import os
import socket
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from structlog.contextvars import bind_contextvars, bound_contextvars, unbind_contextvars

from publishing.attempts.begin import begin
from publishing.attempts.errors import AttemptError, LostLeaseError, WorkError
from publishing.attempts.held import Clock, Held
from publishing.attempts.steps import told
from publishing.attempts.works import Work

logger = logging.getLogger(__name__)

UNEXPECTED = "Hier ging iets mis waar niemand op rekende. Vraag de beheerder naar de technische bijzonderheden."
_LONGEST_DETAIL = 8000


def this_worker() -> str:
    """Return by what name this process is known: its machine and its number there."""
    return f"{socket.gethostname()}:{os.getpid()}"


@contextmanager
def attempting(*, work: Work, subject: str, clock: Clock, asked: bool = False) -> Iterator[Held]:
    """Hold ``work`` on ``subject`` within, and write down how it ended; raise what ``begin`` and the work raise."""
    held = begin(work=work, subject=subject, worker=this_worker(), clock=clock, asked=asked)
    bind_contextvars(attempt_id=held.pk, work=work.kind)  # stays when it fails: who catches it can say which it was
    try:
        with told(held.note):
            yield held
    except Exception as error:
        if isinstance(error, LostLeaseError):
            raise
        permanent, wait = getattr(error, "permanent", False), getattr(error, "wait", timedelta(0))
        held.fail(_in_words(error, work), detail=_detail(error), permanent=permanent, wait=wait)
        raise
    held.finish()
    unbind_contextvars("attempt_id", "work")


def attempt_work(*, work: Work, subject: str, clock: Clock) -> bool:
    """Do ``work`` on ``subject`` and return whether it is done now; what went wrong stands in its attempt."""
    with bound_contextvars(attempt_id=None, work=work.kind):
        return _is_done(work, subject, clock)


def _is_done(work: Work, subject: str, clock: Clock) -> bool:
    try:
        with attempting(work=work, subject=subject, clock=clock) as held:
            work.run(subject, held)
    except AttemptError as error:
        logger.info("%s %s: %s", work.kind, subject, error)
        return False
    except Exception as error:
        # The outer edge of a task: the attempt says that it went wrong, the log says why.
        expected = isinstance(error, (WorkError, *work.expected))
        logger.warning("%s %s failed: %s", work.kind, subject, error, exc_info=not expected)
        return False
    return True


def _in_words(error: Exception, work: Work) -> str:
    if isinstance(error, (WorkError, *work.expected)):
        return " ".join(str(error).split()) or UNEXPECTED
    return UNEXPECTED


def _detail(error: Exception) -> str:
    told_of = getattr(error, "detail", "")
    return str(told_of or "".join(traceback.format_exception(error)))[-_LONGEST_DETAIL:]
