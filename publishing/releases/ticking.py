"""One look at everything that should have happened by now.

A worker takes it every minute, and so does ``manage.py tick`` for a timer of the system, which needs no worker.
"""

from datetime import datetime

from publishing.releases.alarms import mail_alarms, raise_alarm
from publishing.releases.models import Alarm
from publishing.releases.outbox import deliver_outbox
from publishing.releases.planning import look_for_overdue, publish_due
from publishing.releases.redactions.clearing import clear_redactions


def tick(*, at: datetime) -> list[Alarm]:
    """Do what is due, raise and mail alarms, and return those that stand. Twice is harmless."""
    publish_due(at=at)
    deliver_outbox(at=at)
    for problem in clear_redactions(at=at):
        raise_alarm(subject="redaction", message=f"Er staan nog bestanden met wat is gewist. {problem}", at=at)
    look_for_overdue(at=at)
    mail_alarms(at=at)
    return list(Alarm.objects.standing())
