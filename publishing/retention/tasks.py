"""Celery tasks: they read the clock and call one service. Running one twice is harmless."""

from celery import shared_task
from django.utils import timezone

from publishing.retention import cleaning


@shared_task(name="publishing.retention.clean_up")
def clean_up() -> int:
    """Take away what is old; return how many rows went."""
    return sum(one.number for one in cleaning.clean_up(at=timezone.now()))
