"""Beginning with a piece of work: one worker at a time, and whose lease has passed is taken over.

The newest attempt at the same work decides:
- it runs and its lease holds: BusyError, which says who is at it;
- it runs and its lease has passed: it becomes LOST and we take over, unless it was the last try;
- it failed: NotNowError until its next try is due; given up, or lost at the last try: NotNowError until a person asks;
- it is done, or there is none: begin, counting from one.
"""

from datetime import datetime

from django.db import IntegrityError, transaction

from publishing.attempts.errors import BusyError, NotNowError
from publishing.attempts.held import Clock, Held
from publishing.attempts.models import Attempt, State
from publishing.attempts.pausing import check_not_paused
from publishing.attempts.works import Work

SILENT = "Er kwam geen teken van leven meer van wie hiermee bezig was. Waarschijnlijk is de taak afgebroken."
DIES = "Dit is {number} keer begonnen en elke keer afgebroken. Laat de beheerder kijken waaraan dat ligt."


def begin(*, work: Work, subject: str, worker: str, clock: Clock, asked: bool = False) -> Held:
    """Return our hold on ``work`` for ``subject``; raise PausedError, BusyError or NotNowError.

    ``asked``: a person waits for it, so what failed before does not count.
    """
    check_not_paused()
    now = clock()
    try:
        with transaction.atomic():
            last = _newest(work, subject)
            if last is not None and last.state == State.RUNNING:
                _take_over(last, work, now)
            number = 1 if asked else _next_number(last)
            if last is None or last.state != State.GIVEN_UP or number == 1:
                return _created(work, subject, last, number, worker=worker, clock=clock, now=now)
    except IntegrityError as error:
        quicker = _newest(work, subject, lock=False)
        if quicker is None or quicker.state != State.RUNNING:
            raise
        raise BusyError(quicker, work.label) from error
    raise NotNowError(last.error)  # outside the transaction, so that what was found out stays


def _newest(work: Work, subject: str, *, lock: bool = True) -> Attempt | None:
    rows = Attempt.objects.select_for_update() if lock else Attempt.objects
    return rows.filter(kind=work.kind, subject=subject).order_by("-token").first()


def _take_over(last: Attempt, work: Work, now: datetime) -> None:
    if not last.is_silent_at(now):
        raise BusyError(last, work.label)
    is_last = last.number > len(work.pauses_of(last.subject))
    last.state = State.GIVEN_UP if is_last else State.LOST
    last.error = DIES.format(number=last.number) if is_last else SILENT
    last.ended_at = now
    last.save(update_fields=["state", "error", "ended_at"])


def _next_number(last: Attempt | None) -> int:
    if last is None or last.state == State.DONE or last.again_at is not None:
        return 1
    return last.number + 1


def _created(
    work: Work, subject: str, last: Attempt | None, number: int, *, worker: str, clock: Clock, now: datetime
) -> Held:
    if number > 1 and last is not None and last.next_try_at is not None and last.next_try_at > now:
        raise NotNowError(f"{work.label} mislukte: {last.error} De volgende keer is al gepland.")
    made = Attempt.objects.create(
        kind=work.kind,
        subject=subject,
        token=1 if last is None else last.token + 1,
        number=number,
        worker=worker,
        started_at=now,
        heartbeat_at=now,
        lease_until=now + work.lease,
    )
    return Held(work=work, subject=subject, pk=made.pk, token=made.token, number=number, clock=clock)
