"""Keys: made by us, sealed where they are stored, and renewed without a gap."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.checks import run_checks
from django.db import IntegrityError, transaction
from pytest_django import Settings
from standardwebhooks import Webhook, WebhookVerificationError
from time_machine import travel

from cms.accounts.models import User
from publishing.audit.actions import Action
from publishing.audit.models import AuditEvent
from publishing.releases.errors import RefusedError
from publishing.webhooks.keys import OVERLAP, rotate_key
from publishing.webhooks.models import Subscriber, SubscriberKey
from publishing.webhooks.sealing import SealError, seal, unseal
from publishing.webhooks.signing import new_key, signature_headers
from publishing.webhooks.switching import switch_off
from tests.factories.releases import AT
from tests.publishing.webhooks.subscriber import Site, subscribed

pytestmark = pytest.mark.django_db


def rotated(subscriber: Subscriber, *, by: User, at: datetime, at_once: bool = False) -> str:
    current = subscriber.keys.get(until=None).pk
    return rotate_key(subscriber=subscriber, replacing=current, at_once=at_once, by=by, at=at)


def accepted(subscriber: Subscriber, key: str, *, at: datetime) -> bool:
    """Tell whether who has ``key`` believes what ``subscriber`` is told at ``at``."""
    keys = [one.opened() for one in subscriber.keys.valid_at(at)]
    with travel(at, tick=False):
        try:
            Webhook(key).verify(b"{}", signature_headers(event="x", body=b"{}", keys=keys, at=at))
        except WebhookVerificationError:
            return False
    return True


def test_the_old_key_and_the_new_one_both_sign_for_a_week_and_then_the_new_one_alone(
    site: Site, publicist: User
) -> None:
    subscriber, old = subscribed("Kennisnet", site.address, by=publicist)
    new = rotated(subscriber, by=publicist, at=AT)
    assert timedelta(days=7) == OVERLAP
    for moment, both in ((AT, True), (AT + OVERLAP - timedelta(seconds=1), True), (AT + OVERLAP, False)):
        assert accepted(subscriber, old, at=moment) == both
        assert accepted(subscriber, new, at=moment)


def test_the_log_tells_the_day_of_here_on_which_the_old_key_ends(site: Site, publicist: User) -> None:
    subscriber, _ = subscribed("Kennisnet", site.address, by=publicist)
    rotated(subscriber, by=publicist, at=datetime(2026, 7, 31, 22, 30, tzinfo=UTC))  # 1 August here
    event = AuditEvent.objects.filter(action=Action.SUBSCRIBER_KEY_ROTATED).get()
    assert event.details == {"de oude sleutel vervalt": "2026-08-08"}


def test_a_key_that_leaked_ends_at_once(site: Site, publicist: User) -> None:
    subscriber, old = subscribed("Kennisnet", site.address, by=publicist)
    new = rotated(subscriber, by=publicist, at=AT, at_once=True)
    assert (accepted(subscriber, old, at=AT), accepted(subscriber, new, at=AT)) == (False, True)
    assert SubscriberKey.objects.count() == 1


def test_a_key_that_ended_is_thrown_away_at_the_next_renewal(site: Site, publicist: User) -> None:
    subscriber, _ = subscribed("Kennisnet", site.address, by=publicist)
    rotated(subscriber, by=publicist, at=AT)
    rotated(subscriber, by=publicist, at=AT + OVERLAP)
    assert subscriber.keys.count() == 2


def test_no_subscriber_has_two_keys_without_an_end(site: Site, publicist: User) -> None:
    subscriber, _ = subscribed("Kennisnet", site.address, by=publicist)
    with pytest.raises(IntegrityError), transaction.atomic():
        SubscriberKey.objects.create(subscriber=subscriber, sealed="x", made_at=AT, made_by=publicist)


def test_no_subscriber_is_off_without_a_reason(site: Site, publicist: User) -> None:
    subscriber, _ = subscribed("Kennisnet", site.address, by=publicist)
    with pytest.raises(RefusedError, match="reden"):
        switch_off(subscriber=subscriber, reason=" ", by=publicist, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Subscriber.objects.update(off_at=AT)


def test_what_is_sealed_opens_while_its_setting_is_among_them_and_never_without(settings: Settings) -> None:
    settings.WEBHOOK_KEYS = ["de eerste sleutel van de instellingen"]
    key = new_key()
    sealed = seal(key)
    assert key not in sealed
    assert sealed != seal(key)
    settings.WEBHOOK_KEYS = ["een nieuwe sleutel van de instellingen", *settings.WEBHOOK_KEYS]
    assert unseal(sealed) == key
    assert settings.WEBHOOK_KEYS.pop()
    with pytest.raises(SealError, match="WEBHOOK_KEYS"):
        unseal(sealed)


def test_without_a_setting_to_seal_with_nothing_starts(settings: Settings) -> None:
    settings.WEBHOOK_KEYS = []
    assert "webhooks.E001" in [one.id for one in run_checks()]
