"""Notices, withdrawals and redactions in a real browser: by keyboard, wide and narrow."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.releases.models import DocumentBody, Release
from publishing.releases.notices.models import Notice
from publishing.releases.notices.placing import Item, withdraw_release
from publishing.releases.redactions.models import RedactionRequest
from tests.browser.conftest import Visitor
from tests.factories import content
from tests.factories.notices import asked_to_erase, digest_of, notice
from tests.factories.people import person
from tests.factories.releases import published

pytestmark = pytest.mark.browser

LIST, NEW, ERASE, ASK = (reverse(f"mededelingen:{name}") for name in ("index", "new", "redactions", "ask"))
ITEM = ("begrip", "prestatiedruk")
LONG = "Meervoudigebelastbaarheidsverhogendeomstandigheden in het voortgezet speciaal onderwijs. " * 6


def _released(by: User) -> Release:
    """Return a release that is not live any more."""
    content.definition(body="<p>Vraag het aan Jantje Geheim.</p>")
    first = published("2025.1", by=by)
    published("2026.1", by=by)
    return first


def _told(first: Release, by: User) -> None:
    """Place notices of every sort, one with a long text, and withdraw."""
    now = timezone.now()
    notice(LONG[:600], by=by, at=now, release=first, sort=Notice.Sort.WARNING)
    notice("In elke uitgave.", by=by, at=now, item=Item(*ITEM))
    withdraw_release(number="2025.1", reason="Bevat een fout.", by=by, at=now)


def test_a_notice_is_placed_and_ended_by_keyboard_alone(visitor: Visitor) -> None:
    _released(person("karin", Role.PUBLISHER))
    visitor.sign_in_as("karin")
    page = visitor.open(LIST)
    page.get_by_role("link", name="Mededeling plaatsen").press("Enter")
    page.get_by_role("button", name="Plaats de mededeling").press("Enter")
    expect(page.get_by_text("Schrijf wat lezers moeten weten.")).to_be_visible()
    page.get_by_label("Uitgave", exact=True).select_option("2025.1")
    page.get_by_label("Tekst").fill("Let op: pagina 3 klopt niet.")
    page.get_by_role("button", name="Plaats de mededeling").press("Enter")
    expect(page.get_by_text("De mededeling is geplaatst.")).to_be_visible()
    page.get_by_role("link", name="Beëindigen").press("Enter")
    page.get_by_label("Reden").fill("Hersteld.")
    page.get_by_role("button", name="Beëindig de mededeling").press("Enter")
    expect(page.get_by_text("De mededeling is beëindigd.")).to_be_visible()
    assert visitor.errors == []


def test_a_release_is_withdrawn_from_its_page(visitor: Visitor) -> None:
    first = _released(person("karin", Role.PUBLISHER))
    visitor.sign_in_as("karin")
    page = visitor.open(reverse("uitgaven:show", args=[first.digest]))
    page.get_by_role("link", name="Uitgave intrekken").click()
    page.get_by_label("Reden").fill("Bevat een fout.")
    page.get_by_role("button", name="Trek uitgave 2025.1 in").click()
    expect(page.get_by_text("Uitgave 2025.1 is ingetrokken.")).to_be_visible()
    assert visitor.errors == []


def test_two_people_erase(visitor: Visitor) -> None:
    first = _released(person("karin", Role.PUBLISHER))
    person("joris", Role.REVIEWER)
    visitor.sign_in_as("karin")
    page = visitor.open(ERASE)
    page.get_by_role("link", name="Vragen om te wissen").click()
    page.get_by_label("Soort item").select_option("begrip")
    page.get_by_label("Kenmerk").fill("prestatiedruk")
    page.get_by_role("button", name="Zoek de versies").click()
    page.get_by_label("Reden").fill("Een ouder vroeg erom.")
    page.get_by_role("button", name="Vraag om te wissen").click()
    expect(page.get_by_text("iemand anders moet bevestigen")).to_be_visible()
    page.context.clear_cookies()
    visitor.sign_in_as("joris")
    request = RedactionRequest.objects.get()
    page = visitor.open(reverse("mededelingen:request", args=[request.pk]))
    page.get_by_role("link", name="Voorgoed wissen").click()
    page.get_by_label("Ik heb de inhoud bekeken.").check()
    page.get_by_role("button", name="Wis voorgoed").click()
    expect(page.get_by_text("bevestigd door joris")).to_be_visible()
    assert DocumentBody.objects.get(pk=digest_of(first, *ITEM)).body == b""
    assert visitor.errors == []


def _no_notice(first: Release, karin: User) -> str:
    return LIST


def _all_notices(first: Release, karin: User) -> str:
    _told(first, karin)
    return LIST


def _new(first: Release, karin: User) -> str:
    return f"{NEW}?uitgave=2025.1&soort=begrip&kenmerk=prestatiedruk"


def _ending(first: Release, karin: User) -> str:
    placed = notice(LONG[:600], by=karin, at=timezone.now(), release=first)
    return reverse("mededelingen:end", args=[placed.pk])


def _withdrawing(first: Release, karin: User) -> str:
    return reverse("mededelingen:withdraw", args=["2025.1"])


def _on_the_release(first: Release, karin: User) -> str:
    _told(first, karin)
    return reverse("uitgaven:show", args=[first.digest])


def _requests(first: Release, karin: User) -> str:
    asked_to_erase(first, *ITEM, by=karin)
    return ERASE


def _asking(first: Release, karin: User) -> str:
    return f"{ASK}?soort=begrip&kenmerk=prestatiedruk"


def _searching(first: Release, karin: User) -> str:
    return f"{ASK}?soort=begrip&kenmerk=niets"


def _request(first: Release, karin: User) -> str:
    return reverse("mededelingen:request", args=[asked_to_erase(first, *ITEM, by=karin, reason=LONG).pk])


def _confirming(first: Release, karin: User) -> str:
    return reverse("mededelingen:confirm", args=[asked_to_erase(first, *ITEM, by=karin).pk])


def _refusing(first: Release, karin: User) -> str:
    return reverse("mededelingen:refuse", args=[asked_to_erase(first, *ITEM, by=karin).pk])


@pytest.mark.parametrize(
    "made",
    [
        _no_notice,
        _all_notices,
        _new,
        _ending,
        _withdrawing,
        _on_the_release,
        _requests,
        _asking,
        _searching,
        _request,
        _confirming,
        _refusing,
    ],
    ids=lambda made: made.__name__.strip("_"),
)
def test_each_screen_is_accessible_and_fits_a_telephone(visitor: Visitor, made: Callable[[Release, User], str]) -> None:
    karin = person("karin", Role.PUBLISHER)
    address = made(_released(karin), karin)
    person("anna", Role.PUBLISHER)
    visitor.sign_in_as("anna")
    visitor.open(address)
    visitor.looks_right()
    assert (visitor.errors, visitor.outside) == ([], [])
