"""A run visits what stands in the content, and writes nothing but what it found."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps

from cms.content.models import Reference
from cms.links.judging import Outcome, Validators
from cms.links.models import CheckedLink, VisitedHost
from cms.links.services import Run, check_links, renew_addresses
from cms.links.status import LinkStatus
from cms.links.visiting import Visitor
from tests.cms.links.diary import ALL_DAY, DOWN, OK, START, Diary, StoppedClock, stands
from tests.cms.links.server import LocalServer
from tests.factories import content

pytestmark = pytest.mark.django_db


def _link(url: str) -> CheckedLink:
    return CheckedLink.objects.get(url=url)


def test_a_run_visits_what_stands_in_the_content_and_writes_down_what_it_finds(
    server: LocalServer, visitor: Visitor, clock: StoppedClock
) -> None:
    stands(server.on("/goed", 200), server.on("/oud", 301, Location="/nieuw"), server.on("/weg", 410))

    run = check_links(clock=clock, visitor=visitor, pace=ALL_DAY)

    assert run == Run(visited=3, more=False)
    assert {link.url: (link.status, link.http_status) for link in CheckedLink.objects.all()} == {
        server.url("/goed"): ("in-orde", 200),
        server.url("/oud"): ("verhuisd", 301),
        server.url("/weg"): ("verdwenen", 410),
    }
    assert _link(server.url("/oud")).moved_to == server.url("/nieuw")
    assert set(CheckedLink.objects.findings()) == {_link(server.url("/oud")), _link(server.url("/weg"))}


def test_one_failure_is_no_finding_and_two_in_a_row_are(diary: Diary) -> None:
    url = "https://a.example/"
    diary.outcomes[url] = DOWN
    stands(url)

    diary.run()
    once = _link(url)
    assert (once.status, once.is_finding, CheckedLink.objects.findings().count()) == ("niet-bereikbaar", False, 0)
    diary.clock.time += timedelta(days=2)
    diary.run()

    twice = _link(url)
    assert (twice.failures, twice.is_finding, CheckedLink.objects.findings().count()) == (2, True, 1)
    assert (twice.since, twice.checked_at) == (START, START + timedelta(days=2)), "since the first of the two"
    diary.outcomes[url] = OK
    diary.clock.time += timedelta(days=2)
    diary.run()
    assert (_link(url).failures, _link(url).since) == (0, diary.clock.time)


@pytest.mark.parametrize(
    "outcome",
    [
        Outcome(LinkStatus.GONE, 404, message="Weg."),
        Outcome(LinkStatus.MOVED, 301, moved_to="https://b.example/"),
        Outcome(LinkStatus.REFUSED, message="Afgesloten netwerk."),
    ],
)
def test_gone_moved_and_refused_are_findings_at_once(diary: Diary, outcome: Outcome) -> None:
    diary.outcomes["https://a.example/"] = outcome
    stands("https://a.example/")

    diary.run()

    assert CheckedLink.objects.findings().get().is_finding


def test_what_the_server_gave_is_asked_with_the_next_time(diary: Diary) -> None:
    url, given = "https://a.example/", Validators('"v1"', "Mon, 02 Nov 2026 09:00:00 GMT")
    diary.outcomes[url] = Outcome(LinkStatus.OK, 200, validators=given)
    stands(url)

    diary.run()
    diary.clock.time += timedelta(days=8)
    diary.run()

    assert diary.asked_with == [Validators(), given]


def test_an_address_that_no_longer_stands_in_the_content_loses_its_row(diary: Diary) -> None:
    stands("https://a.example/", "https://b.example/#kop", "https://b.example/#voet")
    diary.run()
    assert CheckedLink.objects.count() == 2, "the fragment is the browser's affair"
    Reference.objects.filter(url="https://a.example/").delete()
    diary.clock.time += timedelta(minutes=10)

    diary.run()

    assert CheckedLink.objects.get().url == "https://b.example/"
    assert VisitedHost.objects.get().name == "b.example"


def _forget() -> None:
    CheckedLink.objects.all().delete()


def test_a_row_that_was_taken_away_during_its_visit_does_not_come_back(diary: Diary) -> None:
    stands("https://a.example/")
    diary.on_visit = lambda url: _forget()

    diary.run()

    assert not CheckedLink.objects.exists()


def _rows() -> dict[str, list[Any]]:
    """Return every row of every table but the link check's own."""
    models = [model for model in apps.get_models() if model._meta.app_label != "links"]
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models}


def test_a_run_writes_in_no_other_table_than_its_own(
    server: LocalServer, visitor: Visitor, clock: StoppedClock
) -> None:
    page = content.recommendation(
        content.domain(), body=f'<p><a href="{server.on("/oud", 301, Location="/")}">x</a></p>'
    )
    page.save_revision()
    stands(server.on("/weg", 404))
    before = _rows()

    assert check_links(clock=clock, visitor=visitor, pace=ALL_DAY).visited == 2

    assert _rows() == before
    assert CheckedLink.objects.findings().count() == 2


def test_adding_the_addresses_twice_changes_nothing() -> None:
    stands("https://a.example/")
    renew_addresses(at=START)
    before = list(CheckedLink.objects.values())

    renew_addresses(at=START + timedelta(days=1))

    assert list(CheckedLink.objects.values()) == before


def test_a_host_that_another_run_just_made_stays() -> None:
    VisitedHost.objects.create(name="a.example", free_at=START)

    renew_addresses(at=START + timedelta(seconds=1))
    assert VisitedHost.objects.exists(), "that run has yet to link it"
    renew_addresses(at=START + timedelta(days=1))
    assert not VisitedHost.objects.exists()
