"""Alarms: something went wrong that a person must see, by mail, in the workshop and in the health check."""

from datetime import datetime

from django.core.mail import send_mail
from django.db.models.functions import Lower

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.releases.models import Alarm


def raise_alarm(*, subject: str, message: str, at: datetime) -> Alarm:
    """Raise an alarm about ``subject`` unless it stands already; return the one that stands."""
    alarm, _ = Alarm.objects.get_or_create(
        subject=subject, seen_at=None, defaults={"message": message, "raised_at": at}
    )
    return alarm


def see_alarm(*, alarm: Alarm, by: User, at: datetime) -> None:
    """Record that ``by`` saw it; who comes second changes nothing."""
    Alarm.objects.standing().filter(pk=alarm.pk).update(seen_at=at, seen_by=by)


def mail_alarms(*, at: datetime) -> int:
    """Mail each new alarm to the publicists and return how many were; what cannot be sent is tried again.

    Mailed first, noted after: a worker that dies in between mails twice, and never not at all.
    """
    to, sent = _addresses(), 0
    for alarm in Alarm.objects.standing().filter(mailed_at=None) if to else ():
        try:
            send_mail(f"Wegwijzer: {alarm.message[:60]}", alarm.message, None, to)
        except OSError:  # as every error of smtplib
            continue
        sent += Alarm.objects.filter(pk=alarm.pk, mailed_at=None).update(mailed_at=at)
    return sent


def _addresses() -> list[str]:
    people = User.objects.filter(is_active=True, groups__name=Role.PUBLISHER.value).exclude(email="")
    return sorted(set(people.values_list(Lower("email"), flat=True)))
