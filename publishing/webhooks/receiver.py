"""Webhooks as a receiver of moves: each active subscriber is told, by itself, until it says yes or is given up."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from cms.links.judging import asked_wait
from cms.links.requesting import Answer as Answered
from publishing.attempts.held import Clock
from publishing.attempts.steps import reach
from publishing.releases.delivering.receivers import Answer, DeliveryError, Receiver
from publishing.releases.models import OutboxEntry
from publishing.webhooks.messages import message_for
from publishing.webhooks.models import Subscriber
from publishing.webhooks.schedule import LONGEST_WAIT, pauses_for
from publishing.webhooks.sealing import SealError
from publishing.webhooks.sending import Sender, UndeliverableError, usual_sender, words_of
from publishing.webhooks.steps import WebhookStep
from publishing.webhooks.switching import switch_off_as_gone

KIND = "webhook"
GONE = 410
_NOT_FOLLOWED = "Wij volgen geen doorverwijzing: laat de afnemer zijn nieuwe adres doorgeven."


class WebhookReceiver(Receiver):
    """Tells a subscriber, whose key is the destination, of a move. Only 2xx says that it knows."""

    kind = KIND
    label = "webhook"

    def __init__(self, *, clock: Clock, sender: Callable[[], Sender] = usual_sender) -> None:
        self._clock, self._sender = clock, sender

    def destinations(self) -> Iterable[str]:
        return Subscriber.objects.active().values_list("slug", flat=True)

    def silenced(self) -> Iterable[str]:
        return Subscriber.objects.exclude(off_at=None).values_list("slug", flat=True)

    def pauses(self, entry: OutboxEntry) -> tuple[timedelta, ...]:
        return pauses_for(entry.seal)

    def deliver(self, entry: OutboxEntry) -> Answer:
        subscriber = Subscriber.objects.get(slug=entry.destination)
        if not subscriber.is_active:
            raise DeliveryError(f"{subscriber} staat uit: {subscriber.off_reason}", permanent=True)
        at = self._clock()
        try:
            said = self._sender().send(subscriber, event=str(entry.event_id), body=message_for(entry), at=at)
        except (UndeliverableError, SealError) as error:
            raise DeliveryError(f"{subscriber}: {error}") from error
        reach(WebhookStep.ANSWERED)
        return self._judged(subscriber, said, at)

    def _judged(self, subscriber: Subscriber, said: Answered, at: datetime) -> Answer:
        answer = Answer(status=said.status, words=words_of(said))
        if 200 <= said.status < 300:
            return answer
        if said.status == GONE:
            switch_off_as_gone(subscriber=subscriber, at=at)
            message = f"{subscriber} antwoordt {GONE}: hij wil niets meer horen, en staat nu uit."
            raise DeliveryError(message, answer=answer, permanent=True)
        message = f"{subscriber} antwoordt {said.status}."
        if 300 <= said.status < 400:
            message = f"{message} {_NOT_FOLLOWED}"
        asked = asked_wait(said.headers.get("retry-after", ""), at) or timedelta(0)
        raise DeliveryError(message, answer=answer, wait=min(asked, LONGEST_WAIT))
