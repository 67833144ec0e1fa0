"""Two runs at once, and a run that is killed midway."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from cms.links.judging import Outcome
from cms.links.models import CheckedLink
from cms.links.services import Pace, check_links, renew_addresses
from cms.links.status import LinkStatus
from cms.links.visiting import Visitor
from tests.cms.links.diary import ALL_DAY, START, Diary, StoppedClock, stands
from tests.cms.links.server import LocalServer

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """A worker that is killed says nothing."""


def test_a_run_killed_midway_is_taken_up_where_it_was(diary: Diary) -> None:
    urls = [f"https://{name}.example/" for name in "abcd"]
    stands(*urls)

    def die(url: str) -> None:
        if len(diary.seen) == 3:
            raise Killed

    diary.on_visit = die
    with pytest.raises(Killed):
        diary.run()
    assert CheckedLink.objects.exclude(checked_at=None).count() == 2, "each was written down at once"
    diary.on_visit = lambda url: None

    assert diary.run().visited == 2
    waited = diary.seen[-1][1] - START
    assert sorted(diary.urls[:2] + diary.urls[3:]) == urls, "only the interrupted visit was made again"
    assert waited >= timedelta(minutes=3), "when the turn of the dead was over"


def test_two_runs_at_once_visit_nothing_twice(diary: Diary, clock: StoppedClock) -> None:
    urls = [f"https://{name}.example/{number}" for name in "abc" for number in range(2)]
    stands(*urls)
    second = Diary(clock)

    def meanwhile(url: str) -> None:
        if len(second.seen) == len(diary.seen) - 1:  # the other run visits one address during each visit of this one
            second.run(Pace(addresses=1, lasting=timedelta(seconds=1)))

    diary.on_visit = meanwhile
    diary.run()

    visits = diary.seen + second.seen
    assert second.seen
    assert sorted(url for url, _at in visits) == urls
    for name in "abc":
        moments = sorted(at for url, at in visits if f"//{name}." in url)
        assert moments[1] - moments[0] >= timedelta(seconds=2)


def test_who_wakes_after_the_turn_is_over_does_not_overwrite_what_another_found(
    diary: Diary, clock: StoppedClock
) -> None:
    stands("https://a.example/")
    second = Diary(clock)

    def sleep_long(url: str) -> None:
        clock.time += timedelta(minutes=4)
        second.run(Pace(addresses=1))

    diary.on_visit = sleep_long
    diary.outcomes["https://a.example/"] = Outcome(LinkStatus.GONE, 404)
    diary.run()

    assert len(second.seen) == 1
    assert CheckedLink.objects.get().status == LinkStatus.OK


def test_nothing_of_the_database_is_held_during_a_visit(
    committed: None, server: LocalServer, visitor: Visitor, clock: StoppedClock
) -> None:
    held: list[bool] = []
    stands(server.on("/", 200))

    class Watching:
        def visit(self, url: str, **kwargs: Any) -> Outcome:
            held.append(connection.in_atomic_block)
            return visitor.visit(url, **kwargs)

    check_links(clock=clock, visitor=Watching(), pace=ALL_DAY)

    assert held == [False]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_four_runs_on_their_own_connections_visit_each_address_once(committed: None) -> None:
    urls = [f"https://{name}.example/{number}" for name in "abcde" for number in range(6)]
    stands(*urls)
    renew_addresses(at=START)
    diaries, start = [Diary(StoppedClock()) for _ in range(4)], threading.Barrier(4)

    def run(diary: Diary) -> None:
        start.wait(10)
        try:
            while diary.run(Pace(pause=timedelta(0))).more:
                pass
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[diary]) for diary in diaries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert sorted(url for diary in diaries for url in diary.urls) == sorted(urls)
    assert CheckedLink.objects.filter(status=LinkStatus.OK).count() == len(urls)
