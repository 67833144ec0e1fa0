"""Delivering again what was delivered or given up, because a person asks: the same bytes, one attempt more."""

from datetime import datetime
from typing import Any

from django.db import transaction

from cms.accounts.models import User
from cms.acts.act import Subject
from cms.acts.refusals import records_refusals
from publishing.attempts.errors import AttemptError
from publishing.attempts.models import Attempt, State
from publishing.attempts.retrying import let_begin_again
from publishing.audit.actions import Action
from publishing.audit.recording import record
from publishing.releases.delivering.work import DELIVERY
from publishing.releases.errors import RefusedError
from publishing.releases.models import OutboxEntry, Redelivery


def _subject(values: Any) -> Subject:
    key = str(values["entry"].pk)
    return Subject("aflevering", key, f"de aflevering '{DELIVERY.describe(key)}'")


@records_refusals(Action.OUTBOX_REPLAYED, of=_subject, on=(RefusedError, AttemptError))
@transaction.atomic
def deliver_again(*, entry: OutboxEntry, reason: str, by: User, at: datetime) -> Redelivery:
    """Let ``entry`` be delivered once more and keep who asked and why; raise RefusedError.

    The caller hands it out after the commit; the sweep does so too.
    """
    if not reason.strip():
        raise RefusedError("Geef een reden: wie dit later naleest, ziet waarom.")
    held = OutboxEntry.objects.select_for_update().get(pk=entry.pk)
    last = Attempt.objects.filter(kind=DELIVERY.kind, subject=str(held.pk)).order_by("-token").first()
    stopped = last is not None and last.state in (State.FAILED, State.LOST, State.GIVEN_UP) and last.again_at is None
    if held.delivered_at is None and not stopped:
        raise RefusedError("Deze aflevering wacht al of is bezig. Ververs de pagina.")
    OutboxEntry.objects.filter(pk=held.pk).update(delivered_at=None)
    if last is not None and stopped:
        let_begin_again(attempt=last, reason=reason, by=by, at=at)
    made = Redelivery.objects.create(entry=held, reason=reason.strip(), by=by, at=at)
    record(action=Action.OUTBOX_REPLAYED, obj=_subject({"entry": held}), by=by, at=at, reason=made.reason)
    return made
