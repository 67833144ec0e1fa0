"""A run is polite: one request to a host at a time, pauses, patience, and rest."""

from datetime import timedelta

import pytest

from cms.content.models import Reference
from cms.links.judging import Outcome
from cms.links.models import CheckedLink
from cms.links.services import Pace, Run, ask_for_visits, check_links
from cms.links.status import LinkStatus
from cms.links.visiting import Visitor
from tests.cms.links.diary import ALL_DAY, DOWN, START, Diary, StoppedClock, stands
from tests.cms.links.server import LocalServer

pytestmark = pytest.mark.django_db


def test_a_host_is_left_alone_between_visits_and_others_go_in_between(diary: Diary) -> None:
    stands(*(f"https://a.example/{number}" for number in range(4)), "https://b.example/0", "https://b.example/1")

    diary.run()

    at = {url: (moment - START).total_seconds() for url, moment in diary.seen}
    assert [at[f"https://a.example/{number}"] for number in range(4)] == [0, 2, 4, 6]
    assert [at[f"https://b.example/{number}"] for number in range(2)] == [0, 2]
    assert diary.clock.slept == [2, 2, 2]


def test_asking_again_with_get_waits_too(server: LocalServer, visitor: Visitor, clock: StoppedClock) -> None:
    server.routes["/get"] = lambda handler: handler.answer(200 if handler.command == "GET" else 405)
    stands(server.url("/get"))

    check_links(clock=clock, visitor=visitor, pace=ALL_DAY)

    assert server.methods("/get") == ["HEAD", "GET"]
    assert clock.slept == [2]


def test_the_pace_also_holds_from_one_run_to_the_next(diary: Diary) -> None:
    stands("https://a.example/0", "https://a.example/1")

    assert diary.run(Pace(addresses=1)) == Run(visited=1, more=True)
    diary.run()

    assert [(moment - START).total_seconds() for _url, moment in diary.seen] == [0, 2]


def test_a_run_ends_when_its_time_is_over_and_says_that_there_is_more(diary: Diary) -> None:
    stands(*(f"https://a.example/{number}" for number in range(10)))

    assert diary.run(Pace(lasting=timedelta(seconds=5))) == Run(visited=3, more=True)
    assert diary.run() == Run(visited=7, more=False)
    assert len(set(diary.urls)) == 10


def test_what_was_visited_rests_for_a_week_and_what_failed_for_a_day(diary: Diary) -> None:
    diary.outcomes["https://b.example/"] = DOWN
    stands("https://a.example/", "https://b.example/")

    diary.run()
    diary.clock.time += timedelta(hours=23)
    assert diary.run().visited == 0
    diary.clock.time += timedelta(hours=2)
    diary.run()
    diary.clock.time = START + timedelta(days=7, minutes=1)
    diary.run()

    assert sorted(diary.urls) == ["https://a.example/"] * 2 + ["https://b.example/"] * 3


def test_a_host_that_asks_for_patience_is_not_visited_before_whoever_asks(diary: Diary) -> None:
    busy = "https://a.example/0"
    diary.outcomes[busy] = Outcome(None, 429, message="Later.", wait=timedelta(hours=3))
    stands(busy, "https://a.example/1", "https://b.example/")

    assert diary.run(Pace()) == Run(visited=2, more=False)
    ask_for_visits(at=diary.clock.now())
    Reference.objects.filter(url="https://a.example/1").delete()
    assert diary.run(Pace()).visited == 0
    stands("https://a.example/2")
    assert diary.run(Pace()).visited == 0, "nor another address there"
    assert CheckedLink.objects.get(url=busy).status == LinkStatus.UNVISITED
    diary.clock.time = START + timedelta(hours=3)
    diary.run()

    assert diary.urls[:2] == [busy, "https://b.example/"]
    assert busy in diary.urls[2:]


def test_taking_an_address_out_and_back_is_no_way_around_a_hosts_patience(diary: Diary) -> None:
    url = "https://a.example/"
    diary.outcomes[url] = Outcome(None, 429, wait=timedelta(hours=3))
    stands(url)
    diary.run(Pace())
    Reference.objects.all().delete()
    diary.run(Pace())
    assert not CheckedLink.objects.exists()
    stands(url)

    diary.run(Pace())

    assert diary.urls == [url]


def test_who_asks_gets_everything_visited_that_was_not_in_the_last_hour(diary: Diary) -> None:
    stands("https://a.example/")
    diary.run()
    assert ask_for_visits(at=diary.clock.now()) == 0
    diary.clock.time += timedelta(hours=1)

    assert ask_for_visits(at=diary.clock.now()) == 1
    assert diary.run().visited == 1
