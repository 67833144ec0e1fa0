"""Delivers one outbox entry: offer it outside any transaction, then write down what came back."""

import logging
from time import perf_counter

from django.db import transaction

from publishing.attempts.held import Held
from publishing.attempts.steps import reach
from publishing.releases.delivering.receivers import RECEIVERS, Answer, DeliveryError
from publishing.releases.models import DeliveryAttempt, OutboxEntry
from publishing.releases.models.outbox import LONGEST_ANSWER
from publishing.releases.steps import DeliveryStep

logger = logging.getLogger(__name__)


def deliver_entry(subject: str, held: Held) -> None:
    """Deliver the entry with key ``subject`` unless that is done; raise DeliveryError or LostLeaseError.

    A worker that dies between offering and writing down offers it again: the same bytes under the same event id,
    which changes nothing at the receiver.
    """
    entry = OutboxEntry.objects.get(pk=int(subject))
    reach(DeliveryStep.BEGUN)
    if entry.delivered_at is not None:
        return
    began = perf_counter()
    answer, error = _offer(entry)
    took = perf_counter() - began
    reach(DeliveryStep.SENT)
    with transaction.atomic():
        now = held.clock()
        held.check(now)
        DeliveryAttempt.objects.create(
            entry=entry,
            at=now,
            status=answer.status,
            answer=answer.words[:LONGEST_ANSWER],
            error="" if error is None else str(error)[:LONGEST_ANSWER],
            milliseconds=int(took * 1000),
        )
        reach(DeliveryStep.ANSWER_WRITTEN)
        if error is None:
            OutboxEntry.objects.filter(pk=entry.pk).update(delivered_at=now)
            reach(DeliveryStep.TICKED_OFF)
    reach(DeliveryStep.COMMITTED)
    if error is not None:
        raise error


def _offer(entry: OutboxEntry) -> tuple[Answer, DeliveryError | None]:
    receiver = RECEIVERS.get(entry.kind)
    if receiver is None:
        return Answer(), DeliveryError(f"Er is niets dat afleveringen van de soort '{entry.kind}' verstuurt.")
    try:
        return receiver.deliver(entry), None
    except DeliveryError as error:
        return error.answer, error
    except Exception as error:
        # A receiver is another's code on another's network: its faults are recorded like any refusal.
        logger.exception("delivery %s failed", entry.pk)
        return Answer(), DeliveryError(f"Het afleveren brak af: {type(error).__name__}: {error}")
