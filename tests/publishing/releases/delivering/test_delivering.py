"""Every receiver is told of a move: after the catalogue, the same bytes under the same id, until it says yes."""

import json
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from pytest_django import Settings

from cms.accounts.models import User
from publishing.attempts.models import Attempt, State
from publishing.attempts.pausing import pause_work, resume_work
from publishing.attempts.tasks import do_work
from publishing.attempts.watching import troubles
from publishing.releases.delivering.receivers import RECEIVERS, label_of
from publishing.releases.delivering.replaying import deliver_again
from publishing.releases.delivering.work import DELIVERY
from publishing.releases.errors import RefusedError
from publishing.releases.models import CATALOGUE, DeliveryAttempt, OutboxEntry, Redelivery
from publishing.releases.models.outbox import LONGEST_ANSWER
from publishing.releases.outbox import deliver_outbox
from publishing.releases.publish import publish_release
from publishing.releases.rollback import rollback_release
from publishing.releases.tasks import deliver_outbox as deliver_task
from tests.factories import content
from tests.factories.releases import AT, candidate, published
from tests.publishing.releases.delivering.local import KIND, LocalReceiver, Server

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved(publicist: User, server: Server) -> OutboxEntry:
    """A publication of which the local receiver is yet to be told."""
    candidate("2026.1")
    publish_release(number="2026.1", by=publicist, at=AT)
    return OutboxEntry.objects.get(kind=KIND)


def after(**time: int) -> datetime:
    return AT + timedelta(**time)


def test_a_receiver_is_told_what_happened_in_json_under_the_id_of_the_event(moved: OutboxEntry, server: Server) -> None:
    assert deliver_outbox(at=AT) == 2
    (event, (body,)) = server.bodies.popitem()
    release = moved.event_id
    told = json.loads(body)
    assert event == str(release) == told["id"]
    assert {name: told[name] for name in ("gebeurtenis", "generatie", "uitgave", "op")} == {
        "gebeurtenis": "uitgave.gepubliceerd",
        "generatie": 1,
        "uitgave": "2026.1",
        "op": "2026-11-02T09:00:00+00:00",
    }
    attempt = moved.deliveries.get()
    assert (attempt.status, attempt.answer, attempt.error) == (200, "dank je", "")


def test_every_move_has_another_id_and_its_own_name(publicist: User, server: Server) -> None:
    published("2025.1", by=publicist)
    content.definition()
    published("2026.1", by=publicist)
    rollback_release(number="2025.1", reason="Proef", by=publicist, at=AT)
    deliver_outbox(at=AT)
    told = [json.loads(body) for (body,) in server.bodies.values()]
    assert [one["gebeurtenis"] for one in told] == ["uitgave.gepubliceerd"] * 2 + ["uitgave.teruggezet"]
    assert len({one["id"] for one in told}) == 3


def test_nobody_is_told_of_what_the_catalogue_does_not_show_yet(
    moved: OutboxEntry, server: Server, settings: Settings
) -> None:
    good, settings.RELEASE_STORE_URL = settings.RELEASE_STORE_URL, "nowhere://"
    assert deliver_outbox(at=AT) == 0
    assert not server.requests
    assert "wacht sinds" in " ".join(troubles(at=after(minutes=6)))
    settings.RELEASE_STORE_URL = good
    assert deliver_outbox(at=after(minutes=1)) == 2
    assert list(OutboxEntry.objects.order_by("deliveries__pk").values_list("kind", flat=True))[-2:] == [CATALOGUE, KIND]
    assert list(troubles(at=after(minutes=6))) == []


def test_a_receiver_that_refuses_is_asked_again_ever_later_and_then_given_up(
    moved: OutboxEntry, server: Server
) -> None:
    server.status, server.words = 503, "onderhoud"
    times = []
    at = AT
    for _ in range(60 * 24 * 3 // 10):
        before = server.requests.total()
        deliver_outbox(at=at)
        times += [at] * (server.requests.total() - before)
        at += timedelta(minutes=10)
    assert len(times) == len(DELIVERY.pauses) + 1 == 8
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert gaps == sorted(gaps)
    last = moved.deliveries.last()
    assert last is not None
    assert (last.status, last.answer, "antwoordt 503" in last.error) == (503, "onderhoud", True)
    assert Attempt.objects.newest().get(subject=str(moved.pk)).state == State.GIVEN_UP
    assert any("opgegeven" in one and server.address in one for one in troubles(at=at))
    assert set(server.bodies) == {str(moved.event_id)}
    assert [len(bodies) for bodies in server.bodies.values()] == [1]


def test_one_receiver_that_fails_holds_up_no_other(
    publicist: User, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = "http://127.0.0.1:1/niemand"
    monkeypatch.setitem(RECEIVERS, KIND, LocalReceiver(away, server.address))
    candidate("2026.1")
    publish_release(number="2026.1", by=publicist, at=AT)
    assert deliver_outbox(at=AT) == 2
    assert OutboxEntry.objects.get(delivered_at=None).destination == away
    assert "niet bereikbaar" in OutboxEntry.objects.get(destination=away).last_error


def test_a_person_has_it_delivered_again_with_the_same_bytes_and_all_tries_stay(
    moved: OutboxEntry, server: Server, publicist: User
) -> None:
    deliver_outbox(at=AT)
    sent = bytes(moved.payload)
    deliver_again(entry=moved, reason="De ontvanger is het kwijt.", by=publicist, at=after(hours=1))
    with pytest.raises(RefusedError, match="wacht al"):
        deliver_again(entry=moved, reason="Nog eens.", by=publicist, at=after(hours=1))
    assert deliver_outbox(at=after(hours=1)) == 1
    moved.refresh_from_db()
    assert (bytes(moved.payload), moved.delivered_at) == (sent, after(hours=1))
    assert server.requests == {str(moved.event_id): 2}
    assert server.bodies == {str(moved.event_id): {sent}}
    assert server.effects == {str(moved.event_id): 1}
    assert [one.status for one in moved.deliveries.all()] == [200, 200]
    assert Redelivery.objects.get().reason == "De ontvanger is het kwijt."


def test_what_was_given_up_is_delivered_again_when_a_person_asks(
    moved: OutboxEntry, server: Server, publicist: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.status = 500
    for minute in range(0, 3 * 24 * 60, 30):
        deliver_outbox(at=after(minutes=minute))
    server.status = 200
    assert deliver_outbox(at=after(days=4)) == 0
    with pytest.raises(RefusedError, match="reden"):
        deliver_again(entry=moved, reason="", by=publicist, at=after(days=4))
    deliver_again(entry=moved, reason="Hun server is gemaakt.", by=publicist, at=after(days=4))
    assert deliver_outbox(at=after(days=4)) == 1
    assert Attempt.objects.newest().get(subject=str(moved.pk)).state == State.DONE


def test_while_paused_nothing_is_delivered_and_after_that_everything(
    moved: OutboxEntry, server: Server, publicist: User
) -> None:
    pause_work(reason="Wacht.", by=publicist, at=AT)
    assert deliver_outbox(at=AT) == 0
    assert not DeliveryAttempt.objects.exists()
    resume_work(reason="Verder.", by=publicist, at=AT)
    assert deliver_outbox(at=AT) == 2


def test_a_long_answer_is_cut_off(moved: OutboxEntry, server: Server) -> None:
    server.words = "x" * 5000
    deliver_outbox(at=AT)
    assert len(moved.deliveries.get().answer) == LONGEST_ANSWER


def test_a_receiver_with_a_fault_of_its_own_fails_like_any_other(
    moved: OutboxEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(*_: Any) -> None:
        raise ValueError("onverwacht")

    monkeypatch.setattr(RECEIVERS[KIND], "deliver", faulty)
    assert deliver_outbox(at=AT) == 1
    assert "ValueError: onverwacht" in moved.last_error


def test_a_delivery_of_a_kind_that_is_gone_says_so(moved: OutboxEntry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(RECEIVERS, KIND)
    assert deliver_outbox(at=AT) == 1
    assert f"de soort '{KIND}'" in moved.last_error
    assert label_of(KIND) == KIND


def test_the_worker_that_writes_the_catalogue_hands_out_the_rest(moved: OutboxEntry, server: Server) -> None:
    catalogue = OutboxEntry.objects.get(kind=CATALOGUE)
    assert do_work.delay(DELIVERY.kind, str(catalogue.pk)).get()
    assert server.effects == {str(moved.event_id): 1}
    assert list(DELIVERY.behind(str(moved.pk))) == []


def test_delivering_what_was_delivered_already_tells_nobody(moved: OutboxEntry, server: Server) -> None:
    assert deliver_task() == 2
    assert do_work(DELIVERY.kind, str(moved.pk))
    assert server.requests == {str(moved.event_id): 1}
    assert DELIVERY.describe("999") == "999"
