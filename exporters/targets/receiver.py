"""Targets as a receiver of the outbox: a move asks for a delivery, which is work of its own from then on.

So the move is never lost, and a target that takes an hour or a day holds up nobody who is told.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any
from uuid import UUID, uuid5

import msgspec
from django.db import transaction

from exporters.targets.models import Delivery, Target
from exporters.targets.ordering import KIND, order_delivery
from publishing.attempts.held import Clock
from publishing.attempts.tasks import nudge
from publishing.releases.channels import live_channel
from publishing.releases.delivering.receivers import Answer, Receiver
from publishing.releases.delivering.telling import NAMES
from publishing.releases.models import OutboxEntry, Release, ReleaseEvent
from publishing.releases.redactions.holding import edition_of

_MOVES = {NAMES[kind] for kind in (ReleaseEvent.Kind.PUBLISHED, ReleaseEvent.Kind.ROLLED_BACK)}
_ERASED = UUID("3f4c2b0e-8a57-4d2e-9f0b-6f6f4a1c7d35")


class TargetReceiver(Receiver):
    """Asks for a delivery of what is live to a target, whose key is the destination."""

    kind = "target"
    label = "doel"

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock

    def destinations(self) -> Iterable[str]:
        return Target.objects.following_live().values_list("slug", flat=True)

    def deliver(self, entry: OutboxEntry) -> Answer:
        told = msgspec.json.decode(bytes(entry.payload))
        target, live = Target.objects.get(slug=entry.destination), live_channel().current
        if told["gebeurtenis"] not in _MOVES or live is None or not target.follows_live:
            return Answer(words="niets af te leveren")
        asked = order_delivery(
            target=target, release=live, cause=Delivery.Cause.MOVE, event=entry.event_id, at=self._clock()
        )
        transaction.on_commit(partial(nudge, KIND, str(asked.pk)))
        return Answer(words=f"aflevering {asked.pk} gevraagd")


def deliver_without_what_was_erased(release: Release, *, clock: Clock) -> None:
    """Ask every target on which ``release`` lies, read or kept, for a delivery: that takes away what was erased."""
    for target in Target.objects.all():
        arrived = Delivery.objects.at_its_address(target).delivered()
        lying = arrived.first()
        if lying is None or not arrived.filter(release=release, edition__lt=edition_of(release)).exists():
            continue
        live = live_channel().current
        asked = order_delivery(
            target=target,
            release=live if target.follows_live and live is not None else lying.release,
            cause=Delivery.Cause.REDACTION,
            event=uuid5(_ERASED, f"{release.digest}/{edition_of(release)}"),
            at=clock(),
        )
        transaction.on_commit(partial(nudge, KIND, str(asked.pk)))


def on_release_redacted(clock: Clock) -> Any:
    """Return what listens to ``release_redacted``."""

    def listen(sender: Any, release: Release, **kwargs: Any) -> None:
        deliver_without_what_was_erased(release, clock=clock)

    return listen
