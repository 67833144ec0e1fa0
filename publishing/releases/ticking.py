"""One look at everything that should have happened by now.

A worker takes it every minute, and so does ``manage.py tick`` for a timer of the system, which needs no worker.
"""

from datetime import datetime

from publishing.attempts.held import Clock
from publishing.attempts.models import Attempt, State
from publishing.attempts.sweeping import do_all
from publishing.attempts.watching import named
from publishing.attempts.works import WORKS
from publishing.releases.alarms import mail_alarms, raise_alarm
from publishing.releases.models import Alarm
from publishing.releases.outbox import deliver_outbox
from publishing.releases.planning import look_for_overdue, publish_due


def tick(*, at: datetime, clock: Clock | None = None) -> list[Alarm]:
    """Do what is due, raise and mail alarms, and return those that stand. Twice is harmless.

    ``clock`` runs on while receivers take their time; without one it stands at ``at``.
    """
    publish_due(at=at)
    deliver_outbox(at=at, clock=clock)
    look_for_overdue(at=at)
    _look_for_given_up(at=at)
    mail_alarms(at=at)
    return list(Alarm.objects.standing())


def catch_up(*, clock: Clock) -> dict[str, int]:
    """Do here all work that was left for workers; return how much, by what it is called."""
    done = {work.label: do_all(work, clock=clock) for work in WORKS.values()}
    return {label: count for label, count in done.items() if count}


def _look_for_given_up(*, at: datetime) -> None:
    """Raise an alarm for each piece of work that nobody tries again by itself, once."""
    for attempt in Attempt.objects.troubled().filter(state=State.GIVEN_UP, again_at=None):
        subject = f"opgegeven-{attempt.pk}"
        if not Alarm.objects.filter(subject=subject).exists():
            raise_alarm(subject=subject, message=f"{named(attempt)}: opgegeven. {attempt.error} Zie Techniek.", at=at)
