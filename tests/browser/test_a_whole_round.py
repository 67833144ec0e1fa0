"""A whole round in a browser: three people, from opening it on last year's release to closing it on this year's."""

from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from cms.accounts.roles import Role
from cms.content.models import Definition
from cms.vetting.levels import Register
from publishing.releases.models import Release
from publishing.rounds.models import Round
from tests.browser.conftest import Visitor
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import approved, published

pytestmark = pytest.mark.browser

REAL = Path(__file__).parents[3] / "shared" / "data" / "registers" / "2023-12" / "nji.csv"
OWN = """\
Naam;Erkend als;Op;Momenteel in herbeoordeling;Gericht op;Leeftijd;Methode;Eigenaar;URL
Home-Start;Effectief volgens goede aanwijzingen;8 april 2019;;;;;;https://register.example/Erkend/Home-Start
"""
CHECK, LIST = (reverse(f"jaarronde:{name}") for name in ("check", "index"))


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


def _last_year() -> None:
    """Publish 2025.1: a domain, a recommendation with an intervention as the register had it in 2019, a definition."""
    item = content.intervention("Home-Start")
    content.observation(
        item,
        register=Register.NJI,
        record="Home-Start",
        on=date(2006, 6, 10),
        url="https://register.example/Home-Start",
    )
    content.recommendation(content.domain(), "Steun thuis", interventions={item: "<p>Vrijwilligers komen thuis.</p>"})
    content.definition("Prestatiedruk")
    published("2025.1", by=person("vorigjaar"), reference_date=date(2025, 7, 31))


def _open_round(page: Page, visitor: Visitor) -> None:
    visitor.open(LIST)
    page.get_by_role("link", name="Jaarronde openen").click()
    page.get_by_label("Jaar*", exact=True).fill("2026")
    page.get_by_label("IJkdatum").fill("2026-07-31")
    page.get_by_label("Deadline").fill("2026-10-01")
    page.get_by_role("button", name="Jaarronde openen").click()
    expect(page.get_by_text("Jaarronde 2026 is open.")).to_be_visible()


def _take_over_the_register(page: Page, visitor: Visitor, data: bytes) -> None:
    visitor.open(reverse("bronnen:index"))
    page.get_by_role("link", name="Bestand inlezen").first.click()
    page.get_by_label("NJi", exact=False).first.check()
    page.get_by_label("Een deel", exact=False).check()
    page.get_by_label("Bestand").set_input_files({"name": "nji.csv", "mimeType": "text/csv", "buffer": data})
    page.get_by_role("button", name="Inlezen").click()
    expect(page.get_by_text("een deel van het register")).to_be_visible()
    if page.get_by_text("Het ene nieuwe feit overnemen").count():
        page.get_by_text("Het ene nieuwe feit overnemen").click()
        page.get_by_role("button", name="Ja, zet 1 op overnemen").click()
    else:  # other cells of the line are new too
        page.get_by_role("button", name="Alles overnemen").click()
    page.get_by_role("link", name="Neem", exact=False).click()
    page.get_by_role("button", name="Ja, overnemen").click()
    expect(page.get_by_text("1 van 1 rij nagelopen")).to_be_visible()


def _propose(page: Page, visitor: Visitor) -> None:
    visitor.open(reverse("toetsing:index"))
    page.get_by_role("link", name="Voorstellen").click()
    expect(page.get_by_text("erkend als effectief volgens goede aanwijzingen op 08-04-2019").first).to_be_visible()
    page.get_by_label("Opnemen", exact=True).check()
    page.get_by_label("Reden").fill("Opnieuw beoordeeld en een niveau hoger.")
    page.get_by_role("button", name="Voorstellen").click()
    expect(page.get_by_text("Een ander moet erover beslissen.").first).to_be_visible()


def _decide(page: Page, visitor: Visitor) -> None:
    visitor.open(reverse("toetsing:index"))
    page.get_by_role("link", name="Beslissen").click()
    page.get_by_label("Akkoord", exact=True).check()
    page.get_by_role("button", name="Besluit vastleggen").click()
    expect(page.get_by_text("Je bent akkoord met het voorstel van sanne.")).to_be_visible()


def _review(page: Page, visitor: Visitor) -> None:
    """Confirm together what is as it was, and read what is not."""
    visitor.open(LIST)
    page.get_by_label("Selecteer alles op deze bladzijde").check()
    page.get_by_role("button", name="Bevestigen (onveranderd)").click()
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name="Home-Start", exact=True).click()
    expect(page.get_by_text("Anders dan in uitgave 2025.1", exact=True)).to_be_visible()
    page.get_by_role("button", name="Bevestig dit").click()
    page.wait_for_load_state("networkidle")


def _edit_the_definition(page: Page, visitor: Visitor) -> None:
    item = Definition.objects.get()
    visitor.open(reverse(Definition.snippet_viewset.get_url_name("edit"), args=[item.pk]))
    page.locator("input[name=term]").fill("Druk om te presteren")
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.get_by_role("button", name="Klaarzetten").click()
    page.wait_for_load_state("networkidle")


def _is_ready(page: Page, visitor: Visitor) -> None:
    visitor.open(CHECK)
    expect(page.get_by_role("heading", name="Alles is beoordeeld: de ronde kan dicht")).to_be_visible()


def test_a_round_from_opening_to_a_release(
    visitor: Visitor, switch: Callable[[str], Page], register_file: bytes
) -> None:
    _last_year()
    page = switch("karin")
    _open_round(page, visitor)
    page = switch("sanne")
    _take_over_the_register(page, visitor, register_file)
    _propose(page, visitor)
    page = switch("joris")
    _decide(page, visitor)
    _review(page, visitor)
    _is_ready(page, visitor)

    page = switch("sanne")
    _edit_the_definition(page, visitor)
    visitor.open(CHECK)
    expect(page.get_by_role("heading", name="Nog 1 punt open")).to_be_visible()
    expect(page.get_by_text("Druk om te presteren").first).to_be_visible()

    page = switch("joris")
    visitor.open(LIST)
    page.get_by_role("link", name="Druk om te presteren", exact=True).click()
    page.get_by_role("button", name="Bevestig dit").click()
    page = switch("karin")
    _is_ready(page, visitor)
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
