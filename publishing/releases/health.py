"""The health check: for a monitor that knows nothing of the workshop and signs in nowhere."""

from datetime import timedelta

from django.db import Error, transaction
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from publishing.releases.models import Alarm, OutboxEntry, Planning
from publishing.releases.planning import GRACE

_UNDELIVERED = timedelta(minutes=5)


@transaction.non_atomic_requests  # a transaction around it would fail before it can say that the database is gone
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 with ``{"status": "goed", "meldingen": []}``, or 503 with what is wrong, in words without content.

    It looks by itself, so it is red too when nothing else runs that could raise an alarm.
    """
    try:
        told = _problems()
    except Error:
        told = ["De database antwoordt niet."]
    return JsonResponse({"status": "alarm" if told else "goed", "meldingen": told}, status=503 if told else 200)


def _problems() -> list[str]:
    now = timezone.now()
    told = []
    if number := Alarm.objects.standing().count():
        told.append(f"Alarmen die nog niemand afhandelde: {number}.")
    if Planning.objects.waiting().filter(due__lt=now - GRACE).exists():
        told.append("Een geplande publicatie is te laat.")
    if OutboxEntry.objects.held_up_here().filter(created_at__lt=now - _UNDELIVERED).exists():
        told.append("Een aflevering wacht langer dan vijf minuten.")
    return told
