"""A subscriber is told of every move: signed, thin, after the catalogue, under one id until it says yes."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings
from standardwebhooks import Webhook

from cms.accounts.models import User
from publishing.attempts.models import State
from publishing.attempts.watching import troubles
from publishing.audit.models import AuditEvent
from publishing.audit.sentences import sentence_of
from publishing.releases.delivering.replaying import deliver_again
from publishing.releases.models import OutboxEntry
from publishing.releases.notices.placing import withdraw_release
from publishing.releases.outbox import deliver_outbox
from publishing.releases.rollback import rollback_release
from publishing.releases.ticking import tick
from publishing.releases.verify import verify_store
from publishing.status.facts import read_facts
from publishing.status.subscribers import subscriber_lines
from publishing.webhooks.messages import type_of
from publishing.webhooks.switching import switch_off, switch_on
from tests.factories import content
from tests.factories.notices import notice
from tests.factories.releases import AT, published
from tests.publishing.webhooks.subscriber import Site, entry_of, listening, move, subscribed

pytestmark = pytest.mark.django_db


def test_a_publication_reaches_a_subscriber_signed_and_thin(site: Site, publicist: User) -> None:
    _, key = subscribed("Kennisnet", site.address, by=publicist)
    release = move(publicist)

    assert deliver_outbox(at=AT) == 2
    (told,) = site.told
    with time_machine.travel(AT, tick=False):
        verified = Webhook(key).verify(told.body, told.headers)
    assert (
        verified
        == json.loads(told.body)
        == {
            "type": "nl.wegwijzer.uitgave.gepubliceerd",
            "timestamp": "2026-11-02T09:00:00Z",
            "data": {
                "uitgave": "2026.1",
                "vorige": None,
                "generatie": 1,
                "vingerafdruk": release.digest,
                "url": "https://wegwijzer.example/api/v1/uitgaven/2026.1",
            },
        }
    )
    assert told.headers["content-type"] == "application/json"
    assert told.event == str(UUID(told.event))
    assert verify_store() == []


def test_every_move_is_told_once_with_its_own_id_and_name_and_what_was_current_before(
    site: Site, publicist: User
) -> None:
    subscribed("Kennisnet", site.address, by=publicist)
    published("2025.1", by=publicist)
    content.definition()
    published("2026.1", by=publicist)
    rollback_release(number="2025.1", reason="Proef", by=publicist, at=AT)
    deliver_outbox(at=AT)
    told = [json.loads(one.body) for one in site.told]
    assert [(one["type"].split(".")[-1], one["data"]["uitgave"], one["data"]["vorige"]) for one in told] == [
        ("gepubliceerd", "2025.1", None),
        ("gepubliceerd", "2026.1", "2025.1"),
        ("teruggedraaid", "2025.1", "2026.1"),
    ]
    assert [one["data"]["generatie"] for one in told] == [1, 2, 3]
    assert len(site.events) == 3


def test_a_withdrawal_and_a_notice_are_told_too_with_what_is_current(site: Site, publicist: User) -> None:
    subscribed("Kennisnet", site.address, by=publicist)
    published("2025.1", by=publicist)
    content.definition()
    current = published("2026.1", by=publicist)
    withdraw_release(number="2025.1", reason="Bevat een fout.", by=publicist, at=AT)
    notice(release=current, by=publicist, at=AT)
    deliver_outbox(at=AT)
    told = [json.loads(one.body) for one in site.told[2:]]
    assert [(one["type"], one["data"]["uitgave"], one["data"]["vorige"]) for one in told] == [
        ("nl.wegwijzer.uitgave.ingetrokken", "2025.1", "2026.1"),
        ("nl.wegwijzer.uitgave.mededeling", "2026.1", "2026.1"),
    ]


@pytest.mark.parametrize(
    ("event", "name"),
    [
        ("uitgave.ingetrokken", "nl.wegwijzer.uitgave.ingetrokken"),
        ("uitgave.mededeling-beeindigd", "nl.wegwijzer.uitgave.mededeling_beeindigd"),
    ],
)
def test_whatever_else_the_outbox_tells_has_a_name_with_dots_and_no_dashes(event: str, name: str) -> None:
    assert type_of(event) == name


def test_the_address_is_that_of_the_api_where_it_has_one_of_its_own(
    site: Site, publicist: User, settings: Settings
) -> None:
    settings.API_SERVER_URL = "https://api.wegwijzer.example/v1/"
    subscribed("Kennisnet", site.address, by=publicist)
    published(by=publicist)
    assert json.loads(site.told[0].body)["data"]["url"] == "https://api.wegwijzer.example/v1/uitgaven/2026.1"


def test_nobody_is_told_before_the_catalogue_shows_it(site: Site, publicist: User, settings: Settings) -> None:
    subscribed("Kennisnet", site.address, by=publicist)
    move(publicist)
    settings.RELEASE_STORE_URL = "nowhere://"
    assert deliver_outbox(at=AT) == 0
    assert site.told == []


@pytest.mark.parametrize("status", [299, 302, 308, 400, 500])
def test_only_2xx_is_a_yes_and_no_redirect_is_followed(site: Site, publicist: User, status: int) -> None:
    subscriber, _ = subscribed("Kennisnet", site.address, by=publicist)
    move(publicist)
    with listening() as elsewhere:
        site.status, site.extra = status, {"Location": elsewhere.address}
        deliver_outbox(at=AT)
        assert elsewhere.told == []
    entry = entry_of(subscriber)
    assert (entry.delivered_at is None) == (status >= 300)
    assert ("geen doorverwijzing" in entry.last_error) == (300 <= status < 400)


def test_who_answers_410_is_switched_off_and_never_told_again_until_somebody_switches_it_on(
    site: Site, publicist: User
) -> None:
    subscriber, _ = subscribed("Kennisnet", site.address, by=publicist)
    move(publicist)
    site.status = 410
    deliver_outbox(at=AT)
    subscriber.refresh_from_db()
    assert (subscriber.off_at, "410" in subscriber.off_reason) == (AT, True)
    assert "Het systeem zette afnemer 'Kennisnet' uit" in map(sentence_of, AuditEvent.objects.all())
    assert any("410" in one for one in troubles(at=AT))

    site.status = 204
    content.definition()
    published("2026.2", by=publicist)
    deliver_outbox(at=AT + timedelta(days=10))
    assert len(site.told) == 1

    switch_on(subscriber=subscriber, by=publicist, at=AT)
    deliver_again(entry=entry_of(subscriber), reason="Weer terug.", by=publicist, at=AT + timedelta(days=10))
    assert deliver_outbox(at=AT + timedelta(days=10)) == 1
    assert [len(site.told), len(site.events)] == [2, 1]
    assert "publicist herhaalde de aflevering 'webhook aan kennisnet, generatie 1'" in map(
        sentence_of, AuditEvent.objects.all()
    )


def test_what_waits_for_a_subscriber_that_is_switched_off_is_not_sent(site: Site, publicist: User) -> None:
    subscriber, _ = subscribed("Kennisnet", site.address, by=publicist)
    move(publicist)
    switch_off(subscriber=subscriber, reason="Contract afgelopen.", by=publicist, at=AT)
    deliver_outbox(at=AT)
    assert site.told == []
    assert entry_of(subscriber).last_error == "Kennisnet staat uit: Contract afgelopen."


def test_what_waits_for_a_subscriber_that_was_switched_off_alarms_nobody(site: Site, publicist: User) -> None:
    subscriber, _ = subscribed("Kennisnet", site.address, by=publicist)
    move(publicist)
    switch_off(subscriber=subscriber, reason="Contract afgelopen.", by=publicist, at=AT)

    assert [alarm for alarm in tick(at=AT) if alarm.subject.startswith("opgegeven")] == []
    facts = read_facts(at=AT + timedelta(hours=1))
    assert (facts.attempts[State.GIVEN_UP], facts.oldest_waiting) == (0, None)
    assert [line.advice for line in subscriber_lines(AT)] == [""]

    switch_on(subscriber=subscriber, by=publicist, at=AT)

    assert read_facts(at=AT).attempts[State.GIVEN_UP] == 1
    assert [line.advice for line in subscriber_lines(AT)] == ["1 afnemer antwoordt niet. Kijk bij Afnemers wie dat is."]


def test_a_dead_subscriber_holds_up_no_other_and_is_asked_last_from_then_on(
    site: Site, publicist: User, client: Client
) -> None:
    subscribed("Dood", "http://127.0.0.1:1/niemand", by=publicist)
    subscribed("Levend", site.address, by=publicist)
    move(publicist, "2026.1")
    assert deliver_outbox(at=AT) == 2
    content.definition()
    move(publicist, "2026.2")
    assert deliver_outbox(at=AT + timedelta(seconds=1)) == 2
    assert len(site.events) == 2
    assert verify_store() == []
    with time_machine.travel(AT + timedelta(hours=1), tick=False):
        assert client.get("/gezondheid").json()["meldingen"] == []
    order = OutboxEntry.objects.filter(generation=2).order_by("deliveries__pk").values_list("destination", flat=True)
    assert list(order) == ["", "levend", "dood"]


def test_of_a_long_answer_the_first_500_characters_are_kept(site: Site, publicist: User) -> None:
    subscriber, _ = subscribed("Kennisnet", site.address, by=publicist)
    move(publicist)
    site.status, site.words = 200, "é".encode() * 100_000
    deliver_outbox(at=AT)
    assert entry_of(subscriber).deliveries.get().answer == "é" * 500
