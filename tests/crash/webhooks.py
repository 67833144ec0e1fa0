"""Two subscribers: one takes what it is told, the other wants to hear no more. Their workers are killed too."""

from datetime import datetime
from itertools import count
from typing import Any

from publishing.attempts.models import Attempt
from publishing.audit.models import AuditEvent
from publishing.releases.delivering.receivers import register_receiver
from publishing.releases.delivering.work import DELIVERY
from publishing.releases.models import OutboxEntry, Publication, ReleaseEvent
from publishing.releases.outbox import deliver_outbox
from publishing.releases.publish import publish_release
from publishing.releases.steps import DeliveryStep
from publishing.webhooks.models import Subscriber
from publishing.webhooks.receiver import KIND, WebhookReceiver
from publishing.webhooks.steps import WebhookStep
from tests.crash.harness import Scenario
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import AT, candidate
from tests.publishing.webhooks.subscriber import QUICK, Site, subscribed

STEPS = (DeliveryStep, WebhookStep)


def tell(subject: dict[str, Any], at: datetime) -> None:
    """Deliver what waits, as a worker does that may go to this machine."""
    register_receiver(WebhookReceiver(clock=lambda: at, sender=lambda: QUICK))
    deliver_outbox(at=at)


class WebhookStory:
    """Publishes something new every time, for ``faithful`` and for a new subscriber that answers 410."""

    def __init__(self, faithful: Site, gone: Site) -> None:
        self._faithful, self._gone = faithful, gone
        self._by = person("publicist")
        self._numbers = count(1)
        gone.status = 410
        subscribed("Trouw", faithful.address, by=self._by)

    def scenario(self) -> Scenario:
        """Return what is killed."""
        return Scenario(name="webhooks", steps=STEPS, prepare=self._to_tell, act=tell, outcome=self._told)

    def _to_tell(self) -> dict[str, Any]:
        number = next(self._numbers)
        gone, _ = subscribed(f"Weg {number}", self._gone.address, by=self._by)
        content.definition(f"Begrip {number}")
        release = f"2026.{Publication.objects.count() + 1}"
        candidate(release)
        publish_release(number=release, by=self._by, at=AT)
        return {"number": release, "gone": gone.slug}

    def _told(self, subject: dict[str, Any]) -> dict[str, Any]:
        event = ReleaseEvent.objects.get(release__number=subject["number"])
        faithful = OutboxEntry.objects.get(generation=event.generation, destination="trouw")
        gone = OutboxEntry.objects.get(generation=event.generation, destination=subject["gone"])
        name = str(faithful.event_id)
        off = AuditEvent.objects.filter(action="subscriber.switched-off", object_id=subject["gone"])
        return {
            "entries": OutboxEntry.objects.filter(generation=event.generation, kind=KIND).count(),
            "delivered": faithful.delivered_at is not None,
            "acted on once": self._faithful.effects[name],
            "bodies": len({one.body for one in self._faithful.told if one.event == name}),
            "switched off": not Subscriber.objects.get(slug=subject["gone"]).is_active,
            "on record": off.count(),
            "given up": Attempt.objects.newest().get(kind=DELIVERY.kind, subject=str(gone.pk)).state,
        }
