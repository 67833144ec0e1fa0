"""Deliveries that are overdue: nobody tried them, or something holds them up."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.timezone import localtime

from publishing.attempts.models import Attempt
from publishing.releases.delivering.work import DELIVERY
from publishing.releases.models import OutboxEntry

_LATE = timedelta(minutes=5)


def overdue_deliveries(at: datetime) -> Iterator[str]:
    """Yield what should have been told by now and that no attempt answers for."""
    late = OutboxEntry.objects.waiting().filter(created_at__lte=at - _LATE)
    answered = set(Attempt.objects.troubled().filter(kind=DELIVERY.kind).values_list("subject", flat=True))
    for entry in late:
        since = f"{localtime(entry.created_at):%d-%m-%Y %H:%M}"
        if str(entry.pk) not in answered:
            yield f"{DELIVERY.label} {DELIVERY.describe(str(entry.pk))} wacht sinds {since}."
