"""Celery tasks: they read the clock and call one service. Running one twice is harmless."""

from contextlib import suppress

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from publishing.attempts.attempting import attempt_work
from publishing.attempts.tasks import hand_out_soon
from publishing.releases import outbox, ticking
from publishing.releases.delivering.work import DELIVERY
from publishing.releases.models import Release
from publishing.releases.pack_work import PACK, release_packed


@shared_task(name="publishing.releases.deliver_outbox")
def deliver_outbox() -> int:
    """Deliver what waits in the outbox."""
    began = timezone.now()
    count = outbox.deliver_outbox(at=began, clock=timezone.now)
    hand_out_soon(DELIVERY.kind, since=began)
    return count


@shared_task(name="publishing.releases.build_pack")
def build_pack(release_id: int) -> bool:
    """Build the pack of a candidate, unless it lies whole in the store; return whether it does."""
    release = Release.objects.get(pk=release_id)
    is_whole = attempt_work(work=PACK, subject=release.digest, clock=timezone.now)
    if is_whole:
        release_packed.send(sender=None, release=release)
    return is_whole


@shared_task(name="publishing.releases.tick")
def tick() -> int:
    """Do what is due and return how many alarms stand."""
    began = timezone.now()
    standing = ticking.tick(at=began, clock=timezone.now)
    hand_out_soon(DELIVERY.kind, since=began)
    return len(standing)


def nudge_pack(release: Release) -> None:
    """Let a worker build the pack of a candidate, if the broker is there; publishing builds it otherwise."""
    with suppress(OperationalError, OSError):
        build_pack.delay(release.pk)


def nudge_deliveries() -> None:
    """Let a worker deliver what waits, if the broker is there; the sweep does so otherwise."""
    with suppress(OperationalError, OSError):
        deliver_outbox.delay()
