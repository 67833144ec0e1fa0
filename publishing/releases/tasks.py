"""Celery tasks: they read the clock and call one service. Running one twice is harmless."""

from celery import shared_task
from django.utils import timezone

from publishing.releases import outbox, packs, ticking
from publishing.releases.models import Release


@shared_task(name="publishing.releases.deliver_outbox")
def deliver_outbox() -> int:
    """Deliver what waits in the outbox."""
    return outbox.deliver_outbox(at=timezone.now())


@shared_task(name="publishing.releases.build_pack")
def build_pack(release_id: int) -> str:
    """Build the pack of a candidate, unless it lies whole in the store."""
    return packs.ensure_pack(Release.objects.get(pk=release_id)).sha256


@shared_task(name="publishing.releases.tick")
def tick() -> int:
    """Do what is due and return how many alarms stand."""
    return len(ticking.tick(at=timezone.now()))
