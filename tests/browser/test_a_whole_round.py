"""A whole round in a browser: three people, from opening it on last year's release to closing it on this year's."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page, expect

from cms.accounts.roles import Role
from publishing.releases.models import Release
from publishing.rounds.models import Round
from tests.browser.a_round import (
    CHECK,
    LIST,
    OWN,
    REAL,
    decide,
    edit_the_definition,
    is_ready,
    last_year,
    open_round,
    propose,
    review,
    take_over_the_register,
)
from tests.browser.conftest import Visitor
from tests.factories.people import person
from tests.factories.releases import approved

pytestmark = pytest.mark.browser


@pytest.fixture(params=["own", "real"])
def register_file(request: pytest.FixtureRequest) -> bytes:
    """The line about one intervention as the register of December 2023 has it, of our own or the real one."""
    if request.param == "own":
        return OWN.encode()
    if not REAL.is_file():
        pytest.skip("the real register is not beside this checkout (../shared/data/registers/2023-12/nji.csv)")
    lines = REAL.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    return "".join(line for line in lines if line.startswith(("Naam;", "Home-Start;"))).encode()


@pytest.fixture
def switch(visitor: Visitor) -> Callable[[str], Page]:
    """Let somebody else sit down at the browser."""

    def to(username: str) -> Page:
        if visitor.page.url.startswith(visitor.address):
            visitor.open(LIST)  # an editor that closes still says goodbye as whoever is signed in
        visitor.page.context.clear_cookies()
        visitor.sign_in_by_form(username)
        return visitor.page

    for name, role in (("karin", Role.PUBLISHER), ("sanne", Role.EDITOR), ("joris", Role.REVIEWER)):
        person(name, role)
    return to


def test_a_round_from_opening_to_a_release(
    visitor: Visitor, switch: Callable[[str], Page], register_file: bytes
) -> None:
    last_year()
    page = switch("karin")
    open_round(page, visitor)
    page = switch("sanne")
    take_over_the_register(page, visitor, register_file)
    propose(page, visitor)
    page = switch("joris")
    decide(page, visitor)
    review(page, visitor)
    is_ready(page, visitor)

    page = switch("sanne")
    edit_the_definition(page, visitor)
    visitor.open(CHECK)
    expect(page.get_by_role("heading", name="Nog 1 punt open")).to_be_visible()
    expect(page.get_by_text("Druk om te presteren").first).to_be_visible()

    page = switch("joris")
    visitor.open(LIST)
    page.get_by_role("link", name="Druk om te presteren", exact=True).click()
    page.get_by_role("button", name="Bevestig dit").click()
    page = switch("karin")
    is_ready(page, visitor)
    page.get_by_role("button", name="Ronde sluiten").click()
    page.wait_for_load_state("networkidle")
    assert Round.objects.get(year=2026).closed_at is not None
    assert visitor.errors == []
    assert visitor.outside == []

    call_command("freeze_release", "2026.1", "--reference-date", "2026-07-31", stdout=StringIO())
    approved(Release.objects.get(number="2026.1"))
    call_command("publish_release", "2026.1", "--by", "karin", stdout=StringIO())
    (recognition,) = Client().get("/api/v1/actueel/interventies/home-start").json()["erkenningen"]
    assert (recognition["niveau"], recognition["datum"]) == ("goede-aanwijzingen", "2019-04-08")
