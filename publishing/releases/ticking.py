"""One look at everything that should have happened by now.

A worker takes it every minute, and so does ``manage.py tick`` for a timer of the system, which needs no worker.
"""

from datetime import datetime, timedelta

from django.utils.timezone import localtime

from publishing.attempts.held import Clock
from publishing.attempts.models import Attempt, State
from publishing.attempts.sweeping import do_all
from publishing.attempts.wanted import still_wanted
from publishing.attempts.watching import named
from publishing.attempts.works import WORKS
from publishing.releases.alarms import mail_alarms, raise_alarm
from publishing.releases.models import CATALOGUE, Alarm, OutboxEntry
from publishing.releases.nightly.work import overdue_verification
from publishing.releases.outbox import deliver_outbox, why_unseen
from publishing.releases.planning import look_for_overdue, publish_due
from publishing.releases.redactions.clearing import clear_redactions

_UNSEEN = timedelta(minutes=5)


def tick(*, at: datetime, clock: Clock | None = None) -> list[Alarm]:
    """Do what is due, raise and mail alarms, and return those that stand. Twice is harmless.

    ``clock`` runs on while receivers take their time; without one it stands at ``at``.
    """
    publish_due(at=at)
    deliver_outbox(at=at, clock=clock)
    for problem in clear_redactions(at=at):
        raise_alarm(subject="redaction", message=f"Er staan nog bestanden met wat is gewist. {problem}", at=at)
    for problem in overdue_verification(at):
        raise_alarm(subject="verification", message=problem, at=at)
    look_for_overdue(at=at)
    _look_for_given_up(at=at)
    _look_for_unseen(at=at)
    mail_alarms(at=at)
    return list(Alarm.objects.standing())


def catch_up(*, clock: Clock) -> dict[str, int]:
    """Do here all work that was left for workers; return how much, by what it is called."""
    done = {work.label: do_all(work, clock=clock) for work in WORKS.values()}
    return {label: count for label, count in done.items() if count}


def _look_for_given_up(*, at: datetime) -> None:
    """Raise an alarm for each piece of work that nobody tries again by itself though it is wanted, once."""
    for attempt in still_wanted(Attempt.objects.troubled()).filter(state=State.GIVEN_UP, again_at=None):
        subject = f"opgegeven-{attempt.pk}"
        if not Alarm.objects.filter(subject=subject).exists():
            raise_alarm(subject=subject, message=f"{named(attempt)}: opgegeven. {attempt.error} Zie Techniek.", at=at)


def _look_for_unseen(*, at: datetime) -> None:
    """Raise an alarm for what was published and cannot be read yet, once per move; it is tried again by itself."""
    for entry in OutboxEntry.objects.waiting().filter(kind=CATALOGUE, created_at__lte=at - _UNSEEN):
        subject, since = f"ongezien-{entry.pk}", localtime(entry.created_at)
        if not Alarm.objects.filter(subject=subject).exists():
            message = f"Wat op {since:%d-%m-%Y om %H:%M} live ging, ziet de wereld nog niet. {why_unseen()}"
            raise_alarm(subject=subject, message=message, at=at)
