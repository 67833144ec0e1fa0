"""Switching a subscriber off and on again."""

from datetime import datetime

from django.db import transaction

from cms.accounts.models import User
from cms.acts.refusals import records_refusals
from publishing.attempts.steps import reach
from publishing.audit.actions import Action
from publishing.audit.recording import record
from publishing.releases.errors import RefusedError
from publishing.webhooks.models import Subscriber
from publishing.webhooks.recorded import subject_of_service, subscriber_subject
from publishing.webhooks.steps import WebhookStep

GONE_REASON = "De afnemer antwoordde 410: hij wil geen berichten meer."


@records_refusals(Action.SUBSCRIBER_SWITCHED_OFF, of=subject_of_service, on=RefusedError)
def switch_off(*, subscriber: Subscriber, reason: str, by: User, at: datetime) -> None:
    """Tell ``subscriber`` nothing more, also not what waits for it; raise RefusedError."""
    if not reason.strip():
        raise RefusedError("Geef een reden: wie dit later naleest, ziet waarom.")
    if not _switched_off(subscriber, reason.strip(), by=by, at=at):
        raise RefusedError("Deze afnemer staat al uit. Ververs de pagina.")


def switch_off_as_gone(*, subscriber: Subscriber, at: datetime) -> None:
    """Tell ``subscriber`` nothing more because it asked so; nothing where it is off already."""
    _switched_off(subscriber, GONE_REASON, by=None, at=at)


@transaction.atomic
def _switched_off(subscriber: Subscriber, reason: str, *, by: User | None, at: datetime) -> bool:
    on = Subscriber.objects.filter(pk=subscriber.pk, off_at=None)
    if not on.update(off_at=at, off_reason=reason):
        return False
    record(action=Action.SUBSCRIBER_SWITCHED_OFF, obj=subscriber_subject(subscriber), by=by, at=at, reason=reason)
    reach(WebhookStep.SWITCHED_OFF)
    return True


@records_refusals(Action.SUBSCRIBER_SWITCHED_ON, of=subject_of_service, on=RefusedError)
@transaction.atomic
def switch_on(*, subscriber: Subscriber, by: User, at: datetime) -> None:
    """Tell ``subscriber`` of what happens from now on; raise RefusedError. What it missed is delivered on request."""
    if not Subscriber.objects.filter(pk=subscriber.pk).exclude(off_at=None).update(off_at=None, off_reason=""):
        raise RefusedError("Deze afnemer staat al aan. Ververs de pagina.")
    record(action=Action.SUBSCRIBER_SWITCHED_ON, obj=subscriber_subject(subscriber), by=by, at=at)
