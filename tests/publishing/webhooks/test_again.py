"""A subscriber that does not say yes is asked again: when, how often, and what becomes of it."""

from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise

import pytest

from cms.accounts.models import User
from publishing.attempts.begin import begin
from publishing.attempts.models import Attempt, State
from publishing.attempts.tasks import do_work
from publishing.attempts.watching import troubles
from publishing.releases.delivering.work import DELIVERY
from publishing.releases.models import Alarm, OutboxEntry
from publishing.releases.outbox import deliver_catalogue, deliver_outbox
from publishing.releases.tasks import deliver_outbox as deliver_task
from publishing.releases.ticking import tick
from publishing.webhooks.receiver import KIND
from publishing.webhooks.schedule import JITTER, PAUSES
from tests.factories import content
from tests.factories.releases import AT
from tests.publishing.webhooks.subscriber import Site, entry_of, move, subscribed

pytestmark = pytest.mark.django_db


def moment(at: datetime) -> datetime:
    """Be a clock that stands at ``at``."""
    return at


def test_who_does_not_answer_is_asked_again_by_the_schedule_under_one_id_and_then_given_up(
    site: Site, publicist: User
) -> None:
    subscriber, _ = subscribed("Kennisnet", site.address, by=publicist)
    move(publicist)
    site.status, site.words = 503, b"onderhoud\0"
    times, at = [], AT
    for _ in range(20):
        before = len(site.told)
        deliver_outbox(at=at)
        times += [at] * (len(site.told) - before)
        last = Attempt.objects.newest().get(kind=DELIVERY.kind, subject=str(entry_of(subscriber).pk))
        if last.next_try_at is None:
            break
        at = last.next_try_at

    assert len(times) == 10
    for (earlier, later), pause in zip(pairwise(times), PAUSES, strict=True):
        assert pause <= later - earlier <= pause * (1 + JITTER)
    assert (len(site.events), len(site.bodies)) == (1, 1)
    assert last.state == State.GIVEN_UP
    attempt = entry_of(subscriber).deliveries.last()
    assert attempt is not None
    assert (attempt.status, attempt.answer, attempt.error) == (503, "onderhoud", "Kennisnet antwoordt 503.")
    assert any("opgegeven" in one and "kennisnet" in one for one in troubles(at=at))
    tick(at=at)
    assert "Kennisnet antwoordt 503" in Alarm.objects.get(subject__startswith="opgegeven").message


def test_the_jitter_differs_per_subscriber_and_is_the_same_at_every_look(site: Site, publicist: User) -> None:
    one, _ = subscribed("Een", site.address, by=publicist)
    other, _ = subscribed("Ander", site.address, by=publicist)
    move(publicist)
    pauses = [DELIVERY.pauses_of(str(entry_of(each).pk)) for each in (one, other, one)]
    assert pauses[0] == pauses[2]
    assert all(mine != theirs for mine, theirs in zip(pauses[0], pauses[1], strict=True))


@pytest.mark.parametrize(
    ("asked", "after"),
    [
        ("3600", timedelta(hours=1)),
        ("Mon, 02 Nov 2026 11:00:00 GMT", timedelta(hours=2)),
        ("9999999", timedelta(hours=24)),
    ],
)
def test_a_subscriber_is_left_alone_for_as_long_as_it_asks_up_to_a_day(
    site: Site, publicist: User, asked: str, after: timedelta
) -> None:
    subscriber, _ = subscribed("Kennisnet", site.address, by=publicist)
    move(publicist)
    site.status, site.extra = 429, {"Retry-After": asked}
    deliver_outbox(at=AT)
    last = Attempt.objects.get(kind=DELIVERY.kind, subject=str(entry_of(subscriber).pk))
    assert last.next_try_at == AT + after


def test_what_is_tried_again_before_the_next_sweep_is_handed_out_with_a_delay(
    site: Site, publicist: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscriber, _ = subscribed("Kennisnet", site.address, by=publicist)
    move(publicist)
    handed: list[dict[str, float]] = []
    monkeypatch.setattr(do_work, "apply_async", lambda args, **options: handed.append(options))
    site.status = 503
    deliver_catalogue(at=AT)
    assert not do_work(DELIVERY.kind, str(entry_of(subscriber).pk))
    assert [4 < one["countdown"] < 6 for one in handed] == [True]
    assert not do_work(DELIVERY.kind, str(entry_of(subscriber).pk)), "it is not its time yet"
    assert (len(handed), len(site.told)) == (1, 1)


def test_so_it_is_after_a_publication_on_the_screen_and_not_for_what_comes_later(
    site: Site, publicist: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribed("Kennisnet", site.address, by=publicist)
    subscribed("Ander", site.address, by=publicist)
    move(publicist)
    handed: list[str] = []
    monkeypatch.setattr(do_work, "apply_async", lambda args, **options: handed.append(args[1]))
    site.status, site.extra = 503, {"Retry-After": "40"}
    assert deliver_task() == 1
    assert handed == []
    content.definition()
    move(publicist, "2026.2")
    site.extra = {}
    deliver_task()
    later = OutboxEntry.objects.filter(kind=KIND, generation=2).values_list("pk", flat=True)
    assert sorted(handed) == sorted(map(str, later))


def test_a_worker_that_dies_at_the_ninth_try_is_not_the_end(site: Site, publicist: User) -> None:
    subscriber, _ = subscribed("Kennisnet", site.address, by=publicist)
    move(publicist)
    deliver_catalogue(at=AT)
    subject, at = str(entry_of(subscriber).pk), AT
    for number in range(1, 11):
        held = begin(work=DELIVERY, subject=subject, worker="een", clock=partial(moment, at))
        assert held.number == number
        at += timedelta(hours=1)
    deliver_outbox(at=at)
    assert Attempt.objects.newest().get(subject=subject).state == State.GIVEN_UP
    assert site.told == []
