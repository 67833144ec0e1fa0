"""Celery task: compares two large releases. Running it twice is harmless."""

from celery import shared_task

from publishing.releases.comparing.records import comparison_of
from publishing.releases.models import Release


@shared_task(name="publishing.releases.compare")
def compare(old_id: int | None, new_id: int) -> None:
    """Store the comparison of two releases, unless it is there."""
    old = None if old_id is None else Release.objects.get(pk=old_id)
    comparison_of(old=old, new=Release.objects.get(pk=new_id))
