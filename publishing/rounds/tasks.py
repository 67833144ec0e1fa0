"""Celery tasks: they read the clock and call one service. Running one twice is harmless."""

from celery import shared_task
from django.utils import timezone

from publishing.rounds.digests import sending


@shared_task(name="publishing.rounds.send_digests")
def send_digests() -> int:
    """Send the morning's mail to who was not told yet; return how many mails went."""
    return sending.send_digests(at=timezone.now())
