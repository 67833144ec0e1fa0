"""Keys of subscribers: made by us, shown once, and replaced without a gap."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from cms.accounts.models import User
from cms.acts.refusals import records_refusals
from publishing.audit.actions import Action
from publishing.audit.recording import record
from publishing.releases.errors import RefusedError
from publishing.webhooks.models import Subscriber, SubscriberKey
from publishing.webhooks.recorded import subject_of_service, subscriber_subject
from publishing.webhooks.sealing import seal
from publishing.webhooks.signing import new_key

OVERLAP = timedelta(days=7)  # in which the old key and the new one both sign


def add_key(subscriber: Subscriber, *, by: User, at: datetime) -> str:
    """Give ``subscriber`` a key and return it, within the caller's transaction."""
    key = new_key()
    SubscriberKey.objects.create(subscriber=subscriber, sealed=seal(key), made_at=at, made_by=by)
    return key


@records_refusals(Action.SUBSCRIBER_KEY_ROTATED, of=subject_of_service, on=RefusedError)
@transaction.atomic
def rotate_key(*, subscriber: Subscriber, replacing: int, at_once: bool, by: User, at: datetime) -> str:
    """Return a new key for ``subscriber`` in place of the one with primary key ``replacing``; raise RefusedError.

    The old one signs too for as long as OVERLAP, or no longer at all with ``at_once``. Keys that ended are thrown away.
    """
    Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    keys = SubscriberKey.objects.filter(subscriber=subscriber)
    if not keys.filter(pk=replacing, until=None).exists():
        raise RefusedError("De sleutel is intussen al vernieuwd. Bekijk de afnemer en begin zo nodig opnieuw.")
    keys.filter(until=None).update(until=at + OVERLAP)
    ended = keys.all() if at_once else keys.filter(until__lte=at)
    ended.delete()
    details = {"de oude sleutel vervalt": "meteen" if at_once else localdate(at + OVERLAP).isoformat()}
    record(action=Action.SUBSCRIBER_KEY_ROTATED, obj=subscriber_subject(subscriber), by=by, at=at, details=details)
    return add_key(subscriber, by=by, at=at)
