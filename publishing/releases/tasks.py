"""Celery tasks: they read the clock and call one service. Running one twice is harmless."""

from celery import shared_task
from django.utils import timezone

from publishing.releases import outbox, packs
from publishing.releases.models import Release
from publishing.releases.redactions import clearing


@shared_task(name="publishing.releases.deliver_outbox")
def deliver_outbox() -> int:
    """Deliver what waits in the outbox."""
    return outbox.deliver_outbox(at=timezone.now())


@shared_task(name="publishing.releases.build_pack")
def build_pack(release_id: int) -> str:
    """Build the pack of a candidate, unless it lies whole in the store."""
    return packs.ensure_pack(Release.objects.get(pk=release_id)).sha256


@shared_task(name="publishing.releases.clear_redactions")
def clear_redactions() -> int:
    """Take away the files that still hold what was erased; return how many redactions are not cleared yet."""
    return len(clearing.clear_redactions(at=timezone.now()))
