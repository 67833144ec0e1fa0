"""Notices beside releases that never change: who is told what, from which day, and for how long it may be kept."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from msgspec.structs import replace

from publishing.store.base import Store
from publishing.store.catalogue import CatalogueNotice
from tests.publishing.api.conftest import Releases
from tests.publishing.api.published import FIRST, SECOND, move
from tests.publishing.api.routes import BASE, IN_RELEASE

DAY = date(2026, 11, 2)
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
ITEM = f"{BASE}uitgaven/{SECOND}/interventies/sterk-samen"
KEPT = "public, max-age={}, stale-while-revalidate={}, stale-if-error=86400"

pytestmark = pytest.mark.usefixtures("releases")


@pytest.fixture(autouse=True)
def noon() -> Any:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def notice(number: int = 3, *, text: str = "Let op.", **fields: Any) -> CatalogueNotice:
    return CatalogueNotice(number=number, text=text, **{"sort": "notice", "starts_on": DAY, **fields})


def told(api: Client, path: str = "mededelingen") -> list[str]:
    answer = api.get(BASE + path)
    assert answer.status_code == 200
    found = answer.json()
    assert found["aantal"] == len(found["items"])
    return [one["tekst"] for one in found["items"]]


def status_of(api: Client, address: str) -> str:
    return next(one for one in api.get(address)["Link"].split(", ") if 'rel="status"' in one)


def test_nothing_is_told_as_long_as_there_is_nothing(api: Client) -> None:
    assert api.get(f"{BASE}mededelingen").json() == {"aantal": 0, "items": []}


def test_a_notice_is_told_with_what_it_is_about(api: Client, store: Store) -> None:
    about: dict[str, Any] = {
        "release": SECOND,
        "kind": "interventie",
        "id": "sterk-samen",
        "ends_on": date(2026, 12, 1),
    }
    move(store, notices=[notice(sort="warning", **about)])
    assert api.get(f"{BASE}mededelingen").json()["items"] == [
        {
            "nummer": 3,
            "soort": "waarschuwing",
            "tekst": "Let op.",
            "van": "2026-11-02",
            "totEnMet": "2026-12-01",
            "uitgave": SECOND,
            "onderdeel": {"soort": "interventie", "id": "sterk-samen", "pad": "interventies/sterk-samen"},
        }
    ]


def test_each_release_is_told_what_holds_for_it_newest_first(api: Client, store: Store) -> None:
    item = {"kind": "interventie", "id": "sterk-samen"}
    move(
        store,
        notices=[
            notice(3, text="De eerste", release=FIRST),
            notice(4, text="De tweede", release=SECOND),
            notice(5, text="In elke uitgave", **item),
            notice(6, text="Alleen in de tweede", release=SECOND, **item),
        ],
    )
    assert told(api) == ["Alleen in de tweede", "In elke uitgave", "De tweede", "De eerste"]
    assert told(api, f"uitgaven/{FIRST}/mededelingen") == ["In elke uitgave", "De eerste"]
    assert told(api, "actueel/mededelingen") == ["Alleen in de tweede", "In elke uitgave", "De tweede"]
    only = "mededelingen?onderdeel=interventies/sterk-samen"
    assert told(api, only) == ["Alleen in de tweede", "In elke uitgave"]
    assert told(api, f"uitgaven/{FIRST}/{only}") == ["In elke uitgave"]
    assert told(api, "mededelingen?onderdeel=verantwoording") == []


@pytest.mark.parametrize(
    "item",
    [
        "interventies",
        "interventies/",
        "niets/sterk-samen",
        "verantwoording/x",
        "interventies/X",
        "teksten/" + "a" * 200,
    ],
)
def test_an_item_that_is_no_address_is_a_bad_parameter(api: Client, item: str) -> None:
    answer = api.get(f"{BASE}mededelingen", {"onderdeel": item})
    assert answer.status_code == 400
    assert [one["name"] for one in answer.json()["invalidParams"]] == ["onderdeel"]


@pytest.mark.parametrize(
    ("moment", "is_told"),
    [
        (datetime(2026, 10, 31, 22, 59, 59, tzinfo=UTC), False),  # 23:59:59 on the day before, in winter time
        (datetime(2026, 10, 31, 23, 0, tzinfo=UTC), True),  # midnight in Amsterdam; in UTC it is still October
        (datetime(2026, 11, 30, 22, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 30, 23, 0, tzinfo=UTC), False),
    ],
)
def test_the_first_and_the_last_day_are_whole_days_in_amsterdam(
    api: Client, store: Store, noon: Any, moment: datetime, is_told: bool
) -> None:
    move(store, notices=[notice(release=SECOND, starts_on=date(2026, 11, 1), ends_on=date(2026, 11, 30))])
    noon.move_to(moment)
    assert told(api) == (["Let op."] if is_told else [])
    assert bool(api.get(f"{BASE}uitgaven/{SECOND}").json().get("mededelingen")) is is_told
    assert ("title=" in status_of(api, ITEM)) is is_told


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_midnight_of_a_day_on_which_the_clock_is_turned_is_midnight(
    api: Client, store: Store, noon: Any, day: date
) -> None:
    move(store, notices=[notice(release=SECOND, starts_on=day, ends_on=day)])
    hours = {date(2026, 3, 29): (23, 22), date(2026, 10, 25): (22, 23)}[day]  # in UTC: begins, ends
    noon.move_to(datetime(2026, day.month, day.day - 1, hours[0], tzinfo=UTC))
    assert told(api) == ["Let op."]
    noon.move_to(datetime(2026, day.month, day.day, hours[1], tzinfo=UTC))
    assert told(api) == []


def test_a_withdrawn_release_answers_with_the_same_bytes_and_says_so(
    api: Client, store: Store, releases: Releases
) -> None:
    address = f"{BASE}uitgaven/{FIRST}/interventies/sterk-samen"
    before = api.get(address)
    withdrawn = notice(sort="withdrawn", text="Bevat een fout.", release=FIRST)
    release = releases.first.release
    move(store, notices=[withdrawn], releases=[replace(release, status="withdrawn"), releases.second.release])
    after = api.get(address)
    assert (after.content, after["ETag"], after["Cache-Control"]) == (
        before.content,
        before["ETag"],
        before["Cache-Control"],
    )
    assert status_of(api, address) == f'<{BASE}uitgaven/{FIRST}/mededelingen>; rel="status"; title="ingetrokken"'
    assert "title" not in status_of(api, ITEM)
    listed = {one["nummer"]: one for one in api.get(f"{BASE}uitgaven").json()["items"]}
    assert listed[FIRST]["status"] == api.get(f"{BASE}uitgaven/{FIRST}").json()["status"] == "ingetrokken"
    assert [one["tekst"] for one in listed[FIRST]["mededelingen"]] == ["Bevat een fout."]
    assert "mededelingen" not in listed[SECOND]
    assert api.get(f"{BASE}uitgaven/{FIRST}").json()["mededelingen"] == listed[FIRST]["mededelingen"]


def test_a_304_carries_what_is_told_by_now(api: Client, store: Store) -> None:
    """RFC 9111 3.2: whoever kept the bytes updates the headers beside them."""
    known = api.get(ITEM)["ETag"]
    move(store, notices=[notice(sort="warning", kind="interventie", id="sterk-samen")])
    again = api.get(ITEM, headers={"If-None-Match": known})
    assert again.status_code == 304
    assert 'rel="status"; title="waarschuwing"' in again["Link"]


def test_the_gravest_of_what_holds_for_an_item_is_named(api: Client, store: Store) -> None:
    item = {"kind": "interventie", "id": "sterk-samen"}
    move(store, notices=[notice(3, sort="warning", release=SECOND), notice(4, **item), notice(5, release=FIRST)])
    assert status_of(api, ITEM).endswith('title="waarschuwing"')
    assert "title" in status_of(api, f"{BASE}uitgaven/{FIRST}/teksten/inleiding")
    assert 'title="mededeling"' in status_of(api, f"{BASE}uitgaven/{FIRST}/interventies/sterk-samen")


def test_every_answer_of_a_release_leads_to_what_is_told_of_it(api: Client, subtests: pytest.Subtests) -> None:
    """Also when nothing is told: who keeps an answer for a year finds what is told later."""
    for route in IN_RELEASE:
        with subtests.test(route):
            assert f'<{BASE}uitgaven/{SECOND}/mededelingen>; rel="status"' in api.head(route)["Link"]


@pytest.mark.parametrize("path", ["mededelingen", "uitgaven", f"uitgaven/{SECOND}", "actueel/interventies/sterk-samen"])
def test_an_answer_is_kept_no_longer_than_until_a_notice_begins_or_ends(
    api: Client, store: Store, noon: Any, path: str
) -> None:
    address = BASE + path
    move(store, notices=[notice(release=SECOND, starts_on=date(2026, 11, 3), ends_on=date(2026, 11, 3))])
    assert api.get(address)["Cache-Control"] == KEPT.format(60, 600)
    noon.move_to(datetime(2026, 11, 2, 22, 55, tzinfo=UTC))
    assert api.get(address)["Cache-Control"] == KEPT.format(60, 240)
    noon.move_to(datetime(2026, 11, 2, 22, 59, 30, tzinfo=UTC))
    assert api.get(address)["Cache-Control"] == KEPT.format(30, 0)
    noon.move_to(datetime(2026, 11, 3, 22, 59, 59, tzinfo=UTC))
    assert api.get(address)["Cache-Control"] == KEPT.format(1, 0)
    noon.move_to(datetime(2026, 11, 3, 23, 0, tzinfo=UTC))
    assert api.get(address)["Cache-Control"] == KEPT.format(60, 600)
