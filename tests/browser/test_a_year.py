"""A year in a browser by five people: from opening the round on last year's release to a correction in May.

With SCREENSHOTS naming a folder, a picture of each station is left there, to be looked at one by one.
"""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from cms.accounts.roles import Role
from publishing.releases.corrections.models import Correction
from publishing.releases.models import Release
from publishing.rounds.models import Round
from tests.browser.a_round import (
    LIST,
    decide,
    edit_the_definition,
    is_ready,
    lacks_the_definition,
    last_year,
    open_round,
    propose,
    review,
    take_over_the_register,
)
from tests.browser.conftest import Visitor
from tests.factories.people import person

pytestmark = pytest.mark.browser
PEOPLE = {
    "karin": Role.PUBLISHER,
    "sanne": Role.EDITOR,
    "joris": Role.REVIEWER,
    "ben": Role.ADMINISTRATOR,
    "lot": Role.READER,
}
RELEASES = "/admin/uitgaven/"


class Year:
    """One browser, at which five people sit down in turn."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.page, self._seen = visitor, visitor.page, 0

    def turn_of(self, name: str) -> Page:
        """Let somebody else sit down."""
        if self.page.url.startswith(self.visitor.address):
            self.visitor.open(LIST)  # an editor that closes still says goodbye as whoever is signed in
        self.page.context.clear_cookies()
        self.visitor.sign_in_by_form(name)
        self.look(f"start-{name}")
        return self.page

    def look(self, station: str) -> None:
        """Nothing went wrong up to here; leave a picture where somebody wants it."""
        self._seen += 1
        self.visitor.look(f"{self._seen:02}-{station}")
        assert self.visitor.errors == []
        assert self.visitor.outside == []

    def do(self, station: str, step: Callable[..., None], *args: object) -> None:
        """Take a step of the round."""
        step(self.page, self.visitor, *args)
        self.look(station)


@pytest.fixture
def year(visitor: Visitor) -> Year:
    """Five people, and last year's release."""
    for name, role in PEOPLE.items():
        person(name, role)
    last_year()
    return Year(visitor)


def _address_of(number: str) -> str:
    return f"{RELEASES}{Release.objects.get(number=number).digest}/"


def _approve(year: Year, name: str, number: str) -> None:
    page = year.turn_of(name)
    year.visitor.open(_address_of(number))
    page.get_by_role("button", name="Keur deze uitgave goed").click()
    expect(page.get_by_text(f"Je keurde uitgave {number} goed.")).to_be_visible()
    year.look(f"goedgekeurd-door-{name}")


def _publish(year: Year, number: str) -> None:
    page = year.page
    year.visitor.open(_address_of(number))
    page.get_by_role("link", name="Nu publiceren").click()
    year.look("voor-het-publiceren")
    page.get_by_role("button", name=f"Publiceer uitgave {number}").click()
    expect(page.get_by_text(f"Uitgave {number} is live.")).to_be_visible()
    year.look(f"{number}-is-live")


def _work_the_round(year: Year) -> None:
    year.turn_of("karin")
    year.do("ronde-geopend", open_round)
    year.turn_of("sanne")
    year.do("register-overgenomen", take_over_the_register)
    year.do("voorgesteld", propose)
    year.turn_of("joris")
    year.do("besloten", decide)
    year.do("beoordeeld", review)
    year.do("controle", is_ready)


def _change_what_was_ready(year: Year) -> None:
    """What changes after it was reviewed is open again, until somebody else read it."""
    year.turn_of("sanne")
    year.do("begrip-gewijzigd", edit_the_definition)
    year.do("een-punt-open", lacks_the_definition)
    page = year.turn_of("joris")
    year.visitor.open(LIST)
    page.get_by_role("link", name="Druk om te presteren", exact=True).click()
    year.look("item")
    page.get_by_role("button", name="Bevestig dit").click()
    page.wait_for_load_state("networkidle")


def _freeze_and_let_read(year: Year) -> None:
    page = year.turn_of("karin")
    year.do("weer-klaar", is_ready)
    page.get_by_role("button", name="Ronde sluiten").click()
    page.wait_for_load_state("networkidle")
    assert Round.objects.get(year=2026).closed_at is not None
    year.look("ronde-gesloten")
    year.visitor.open(RELEASES)
    page.get_by_role("link", name="Kandidaat bevriezen").click()
    page.get_by_label("Nummer", exact=False).fill("2026.1")
    page.get_by_role("button", name="Bevries").click()
    expect(page.get_by_text("Nog niemand keurde dit goed").first).to_be_visible()
    year.look("kandidaat")
    page = year.turn_of("lot")
    year.visitor.open(_address_of("2026.1"))
    expect(page.get_by_text("Druk om te presteren").first).to_be_visible()
    expect(page.get_by_role("button", name="Keur deze uitgave goed")).to_have_count(0)
    year.look("meelezer-leest-kandidaat")


def _look_after_it(year: Year) -> None:
    """The administrator sees that everything went out."""
    page = year.turn_of("ben")
    year.visitor.open("/admin/techniek/")
    expect(page.get_by_role("heading", name="Techniek").first).to_be_visible()
    year.look("techniek")
    year.visitor.open("/admin/logboek/")
    expect(page.get_by_text("2026.1").first).to_be_visible()
    year.look("logboek")


def _correct_in_may(year: Year) -> None:
    page = year.turn_of("sanne")
    year.visitor.open("/admin/correcties/")
    page.get_by_role("link", name="Correctie beginnen").click()
    page.get_by_label("Waarom is deze correctie nodig?").fill("Tikfout in een begrip.")
    page.get_by_role("button", name="Correctie beginnen").click()
    page.get_by_label("Zoek op titel").fill("presteren")
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.get_by_role("link", name="Druk om te presteren", exact=True).click()
    page.locator("main").get_by_label("Begrip").fill("Prestatiedruk op school")
    page.get_by_role("button", name="Opslaan in de correctie").click()
    expect(page.get_by_text("Te beoordelen: 1.", exact=False)).to_be_visible()
    year.look("correctie")
    page = year.turn_of("joris")
    page.get_by_role("link", name="Beoordeel correctie 2026.2").click()
    page.get_by_role("button", name="Akkoord").click()
    expect(page.get_by_text("De publicist bevriest", exact=False)).to_be_visible()
    year.look("correctie-beoordeeld")
    page = year.turn_of("karin")
    year.visitor.open(f"/admin/correcties/{Correction.objects.get().pk}/")
    page.get_by_role("button", name="Bevriezen tot kandidaat").click()
    expect(page.get_by_role("heading", name="Uitgave 2026.2")).to_be_visible()
    year.look("kandidaat-van-correctie")


def test_a_year_from_opening_the_round_to_a_correction_in_may(year: Year) -> None:
    _work_the_round(year)
    _change_what_was_ready(year)
    _freeze_and_let_read(year)
    _approve(year, "joris", "2026.1")
    _approve(year, "karin", "2026.1")
    _publish(year, "2026.1")
    _look_after_it(year)
    public = Client()
    (recognition,) = public.get("/api/v1/actueel/interventies/home-start").json()["erkenningen"]
    assert (recognition["niveau"], recognition["datum"]) == ("goede-aanwijzingen", "2019-04-08")

    _correct_in_may(year)
    _approve(year, "joris", "2026.2")
    _approve(year, "karin", "2026.2")
    _publish(year, "2026.2")
    titles = [one["begrip"] for one in public.get("/api/v1/actueel/begrippen").json()["items"]]
    assert titles == ["Prestatiedruk op school"]
    assert public.get("/api/v1/uitgaven/2026.1/begrippen").json()["items"][0]["begrip"] == "Druk om te presteren"
