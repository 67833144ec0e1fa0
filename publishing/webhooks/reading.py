"""How it stands with subscribers: what each was told, and what waits for it."""

from dataclasses import dataclass
from datetime import datetime

import msgspec
from django.db.models import Max, QuerySet

from publishing.attempts.models import Attempt, State
from publishing.releases.delivering.work import DELIVERY
from publishing.releases.models import DeliveryAttempt, OutboxEntry
from publishing.webhooks.messages import type_of
from publishing.webhooks.models import Subscriber
from publishing.webhooks.receiver import KIND

MOST = 25  # deliveries on a page; the newest


@dataclass(frozen=True, kw_only=True)
class ShownSubscriber:
    """A subscriber, and the last time that it was told of a move."""

    subscriber: Subscriber
    last: DeliveryAttempt | None


@dataclass(frozen=True, kw_only=True)
class ShownDelivery:
    """A delivery in words. ``again_at`` is when it is tried again by itself."""

    entry: OutboxEntry
    type: str
    number: str
    attempt: Attempt | None

    @property
    def is_given_up(self) -> bool:
        """Whether nobody tries it again by itself."""
        return self._failed and self.attempt is not None and self.attempt.state == State.GIVEN_UP

    @property
    def again_at(self) -> datetime | None:
        """When it is tried again by itself; None when that is soon, or never."""
        return self.attempt.next_try_at if self._failed and self.attempt is not None else None

    @property
    def may_be_replayed(self) -> bool:
        """Whether a person can ask for it: it is done, or it went wrong."""
        return self.entry.delivered_at is not None or self._failed

    @property
    def _failed(self) -> bool:
        if self.entry.delivered_at is not None or self.attempt is None:
            return False
        return self.attempt.state in (State.FAILED, State.LOST, State.GIVEN_UP) and self.attempt.again_at is None


def shown_subscribers() -> list[ShownSubscriber]:
    """Return all subscribers by name."""
    told = DeliveryAttempt.objects.filter(entry__kind=KIND).order_by().values_list("entry__destination")
    newest = dict(told.annotate(newest=Max("pk")))
    attempts = DeliveryAttempt.objects.in_bulk(newest.values())
    return [
        ShownSubscriber(subscriber=one, last=attempts.get(newest.get(one.slug, 0))) for one in Subscriber.objects.all()
    ]


def deliveries_of(subscriber: Subscriber) -> QuerySet[OutboxEntry]:
    """Return all that ``subscriber`` was or is to be told, newest first."""
    return OutboxEntry.objects.filter(kind=KIND, destination=subscriber.slug).order_by("-pk")


def shown_deliveries(subscriber: Subscriber) -> list[ShownDelivery]:
    """Return the newest deliveries to ``subscriber``."""
    entries = list(deliveries_of(subscriber).prefetch_related("deliveries", "redeliveries__by")[:MOST])
    subjects = [str(one.pk) for one in entries]
    attempts = {one.subject: one for one in Attempt.objects.newest().filter(kind=DELIVERY.kind, subject__in=subjects)}
    return [_shown(one, attempts.get(str(one.pk))) for one in entries]


def _shown(entry: OutboxEntry, attempt: Attempt | None) -> ShownDelivery:
    told = msgspec.json.decode(bytes(entry.payload))
    return ShownDelivery(entry=entry, type=type_of(told["gebeurtenis"]), number=told["uitgave"], attempt=attempt)
