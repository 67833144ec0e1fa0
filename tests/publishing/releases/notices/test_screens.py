"""*Mededelingen*: placed, ended and withdrawn on screen, by who may, with every refusal said on the page."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import resolve, reverse

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.releases import outbox, storage
from publishing.releases.models import Release
from publishing.releases.notices.models import Notice
from publishing.releases.notices.placing import Item, withdraw_release
from publishing.store.base import StoreError
from publishing.store.catalogue import read_catalogue
from tests.factories import content
from tests.factories.notices import LATER, notice
from tests.factories.people import person, signed_in
from tests.factories.releases import published
from tests.publishing.releases.screens.pages import at, browser, said, text_of

pytestmark = pytest.mark.django_db

LIST, NEW = "/admin/mededelingen/", "/admin/mededelingen/nieuw/"
WITHDRAW = "/admin/mededelingen/intrekken/2025.1/"


@pytest.fixture(autouse=True)
def noon() -> Iterator[Any]:
    with time_machine.travel(LATER, tick=False) as clock:
        yield clock


@pytest.fixture
def karin() -> User:
    return person("karin", Role.PUBLISHER)


@pytest.fixture
def earlier(karin: User) -> Release:
    content.definition()
    first = published("2025.1", by=karin)
    published("2026.1", by=karin)
    return first


def filled(**other: str) -> dict[str, str]:
    return {"release": "2025.1", "sort": "warning", "text": "Let op.", "starts_on": "2026-11-02", **other}


def test_an_empty_list_says_what_a_notice_is_for(karin: User) -> None:
    assert "Er zijn nog geen mededelingen." in text_of(browser(karin), LIST)


def test_a_notice_is_placed_told_and_ended(earlier: Release, karin: User) -> None:
    client = browser(karin)
    answer = client.post(NEW, filled(ends_on="2026-12-01"))
    assert "De waarschuwing is geplaatst." in said(answer)
    assert [one.text for one in read_catalogue(storage.release_store()).notices] == ["Let op."]
    shown = text_of(client, LIST)
    assert "geldt nu" in shown
    assert "2 november 2026 tot en met 1 december 2026" in shown
    placed = Notice.objects.get()
    end = reverse("mededelingen:end", args=[placed.pk])
    assert "Zeg waarom." in client.post(end, {"reason": " "}).content.decode()
    assert "De mededeling is beëindigd." in said(client.post(end, {"reason": "Hersteld."}))
    assert "Beëindigd op 2 november 2026 door karin: Hersteld." in text_of(client, LIST)
    assert "al beëindigd" in client.post(end, {"reason": "Nog eens."}).content.decode()
    assert read_catalogue(storage.release_store()).notices == []


def test_how_each_stands_is_said(earlier: Release, karin: User, noon: Any) -> None:
    client = browser(karin)
    said_later = said(client.post(NEW, filled(starts_on="2026-11-05", text="Later")))
    assert "De waarschuwing is geplaatst en verschijnt op 05-11-2026." in said_later
    client.post(NEW, filled(ends_on="2026-11-03", text="Kort"))
    withdraw_release(number="2025.1", reason="Fout.", by=karin, at=LATER)
    noon.move_to(LATER.replace(day=4))
    rows = browser(karin).get(LIST).context["rows"]
    assert [(row["notice"].text, row["told"], row["may_end"]) for row in rows] == [
        ("Fout.", "now", False),
        ("Kort", "past", False),
        ("Later", "later", True),
    ]


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"text": ""}, "Schrijf wat lezers moeten weten."),
        ({"starts_on": "2026-11-01"}, "begint vandaag of later"),
        ({"starts_on": "ooit"}, "Vul een datum in"),
        ({"ends_on": "2026-11-01"}, "ligt voor de eerste"),
        ({"kind": "begrip"}, "Een item heeft een soort én een kenmerk."),
        ({"public_id": "prestatiedruk"}, "Een item heeft een soort én een kenmerk."),
        ({"kind": "begrip", "public_id": "niets"}, "Kijk het kenmerk na."),
        ({"release": ""}, "Zeg waar de mededeling over gaat"),
        ({"sort": "withdrawn"}, "withdrawn"),
    ],
)
def test_what_is_wrong_is_said_on_the_page(earlier: Release, karin: User, other: dict[str, str], words: str) -> None:
    answer = browser(karin).post(NEW, filled(**other))
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Notice.objects.exists()


def test_the_address_can_say_what_it_is_about(earlier: Release, karin: User) -> None:
    form = browser(karin).get(f"{NEW}?uitgave=2025.1&soort=begrip&kenmerk=prestatiedruk").context["form"]
    assert [form[name].value() for name in ("release", "kind", "public_id")] == ["2025.1", "begrip", "prestatiedruk"]


def test_when_the_store_does_not_answer_the_person_is_told(
    earlier: Release, karin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object) -> None:
        raise StoreError("De opslag is weg.")

    monkeypatch.setattr(outbox, "write_catalogue", down)
    assert "De wereld ziet dit nog niet" in said(browser(karin).post(NEW, filled()))
    assert Notice.objects.count() == 1


def test_a_release_is_withdrawn_with_the_reason_that_readers_see(earlier: Release, karin: User) -> None:
    client = browser(karin)
    assert WITHDRAW in text_of(client, at(earlier))
    assert "Live blijft uitgave 2026.1." in text_of(client, WITHDRAW)
    assert "Lezers zien die reden." in client.post(WITHDRAW, {"reason": ""}).content.decode()
    assert "Uitgave 2025.1 is ingetrokken." in said(client.post(WITHDRAW, {"reason": "Bevat een fout."}))
    assert re.search(r"2025\.1.*?ingetrokken", text_of(client, "/admin/uitgaven/"), re.DOTALL)
    shown = text_of(client, at(earlier))
    assert "Bevat een fout." in shown
    assert "ingetrokken" in shown
    assert WITHDRAW not in shown
    assert "Zet deze uitgave weer live" not in shown
    assert "al ingetrokken" in said(client.get(WITHDRAW))


def test_what_is_live_cannot_be_withdrawn_on_screen_either(earlier: Release, karin: User) -> None:
    client = browser(karin)
    address = reverse("mededelingen:withdraw", args=["2026.1"])
    assert "Zet eerst een andere uitgave live" in said(client.get(address))
    assert "Zet eerst een andere uitgave live" in client.post(address, {"reason": "x"}).content.decode()
    assert client.get(reverse("mededelingen:withdraw", args=["2031.1"])).status_code == 404
    assert not Notice.objects.exists()


def test_the_page_of_a_release_tells_only_of_items_that_it_holds(earlier: Release, karin: User) -> None:
    content.definition("Rust")
    later = published("2026.2", by=karin)
    notice(by=karin, item=Item("begrip", "rust"), text="Over rust.")

    assert "Over rust." in text_of(browser(karin), at(later))
    assert "Over rust." not in text_of(browser(karin), at(earlier))


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER, Role.READER, Role.ADMINISTRATOR])
def test_who_may_not_place_reads_and_changes_nothing(earlier: Release, karin: User, role: Role) -> None:
    placed = notice(by=karin, release=earlier)
    client = signed_in(role)
    assert "Let op." in text_of(client, LIST)
    assert NEW not in text_of(client, LIST)
    end = reverse("mededelingen:end", args=[placed.pk])
    for address, sent in ((NEW, filled()), (end, {"reason": "x"}), (WITHDRAW, {"reason": "x"})):
        client.post(address, sent)
    assert [(one.pk, hasattr(one, "ending")) for one in Notice.objects.all()] == [(placed.pk, False)]


def test_nobody_comes_in_without_a_role_or_signing_in(earlier: Release) -> None:
    for client in (signed_in(), Client()):
        assert client.get(LIST).status_code == 302


@pytest.mark.parametrize("name", ["new", "end", "withdraw", "ask", "confirm", "refuse"])
def test_the_world_is_told_after_the_commit_and_never_within_the_request(name: str) -> None:
    """ATOMIC_REQUESTS would hold the services' transactions open until the answer is there."""
    arguments = {"withdraw": ["2025.1"], "new": [], "ask": []}.get(name, [1])
    view = resolve(reverse(f"mededelingen:{name}", args=arguments)).func
    outside: set[str] = view._non_atomic_requests  # type: ignore[attr-defined]  # Django's own mark
    assert "default" in outside


def test_a_long_list_has_pages(earlier: Release, karin: User) -> None:
    for number in range(26):
        notice(f"Nummer {number}", by=karin, release=earlier)
    client = browser(karin)
    assert "Bladzijde 1 van 2" in text_of(client, LIST)
    assert "Nummer 0" in text_of(client, f"{LIST}?p=2")
