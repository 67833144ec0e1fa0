"""How it stands with subscribers, as a line on the page *Status*."""

from datetime import datetime

from django.db.models import Count, Q

from publishing.freezing.dutch import counted
from publishing.releases.models import OutboxEntry
from publishing.status.lines import Line
from publishing.webhooks.models import Subscriber
from publishing.webhooks.receiver import KIND


def subscriber_lines(_at: datetime) -> list[Line]:
    """Say how many are told of releases, and for how many something waits."""
    found = Subscriber.objects.aggregate(on=Count("pk", filter=Q(off_at=None)), off=Count("pk"))
    on = Subscriber.objects.active().values("slug")
    waiting = OutboxEntry.objects.filter(kind=KIND, delivered_at=None, deliveries__isnull=False, destination__in=on)
    silent = waiting.values("destination").distinct().count()
    off = found["off"] - found["on"]
    advice = ""
    if silent:
        advice = f"{counted(silent, 'afnemer antwoordt', 'afnemers antwoorden')} niet. Kijk bij Afnemers wie dat is."
    value = f"{found['on']} aan, {off} uit" if found["off"] else "geen"
    return [Line(label="Afnemers", value=value, advice=advice)]
