"""The steps of a year in a browser, each by whoever has that job, on a small workshop of last year."""

from datetime import date

from django.urls import reverse
from playwright.sync_api import Page, expect

from cms.content.models import Definition
from cms.vetting.levels import Register
from tests.browser.conftest import Visitor
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import published

LINE = """\
Naam;Erkend als;Op;Momenteel in herbeoordeling;Gericht op;Leeftijd;Methode;Eigenaar;URL
Home-Start;Effectief volgens goede aanwijzingen;8 april 2019;;;;;;https://register.example/Erkend/Home-Start
"""
CHECK, LIST = (reverse(f"jaarronde:{name}") for name in ("check", "index"))


def last_year() -> None:
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


def open_round(page: Page, visitor: Visitor) -> None:
    """The publicist opens the round of 2026."""
    visitor.open(LIST)
    page.get_by_role("link", name="Jaarronde openen").click()
    page.get_by_label("Jaar*", exact=True).fill("2026")
    page.get_by_label("IJkdatum").fill("2026-07-31")
    page.get_by_label("Uiterste datum").fill("2026-10-01")
    page.get_by_role("button", name="Jaarronde openen").click()
    expect(page.get_by_text("Jaarronde 2026 is open.")).to_be_visible()


def take_over_the_register(page: Page, visitor: Visitor) -> None:
    """An editor brings in a line of the register and takes over what it says."""
    visitor.open(reverse("bronnen:index"))
    page.get_by_role("link", name="Bestand inlezen").first.click()
    page.get_by_label("NJi", exact=False).first.check()
    page.get_by_label("Een deel", exact=False).check()
    page.get_by_label("Bestand").set_input_files({"name": "nji.csv", "mimeType": "text/csv", "buffer": LINE.encode()})
    page.get_by_role("button", name="Inlezen").click()
    expect(page.get_by_text("een deel van het register")).to_be_visible()
    page.get_by_text("Het ene nieuwe feit overnemen").click()
    page.get_by_role("button", name="Ja, zet 1 op overnemen").click()
    page.get_by_role("link", name="Neem", exact=False).click()
    page.get_by_role("button", name="Ja, overnemen").click()
    expect(page.get_by_text("1 van 1 rij nagelopen")).to_be_visible()


def propose(page: Page, visitor: Visitor) -> None:
    """An editor proposes to take the intervention in."""
    visitor.open(reverse("toetsing:index"))
    page.get_by_role("link", name="Voorstellen").click()
    expect(page.get_by_text("erkend als effectief volgens goede aanwijzingen op 08-04-2019").first).to_be_visible()
    page.get_by_label("Opnemen", exact=True).check()
    page.get_by_label("Reden").fill("Opnieuw beoordeeld en een niveau hoger.")
    page.get_by_role("button", name="Voorstellen").click()
    expect(page.get_by_text("Een ander moet erover beslissen.").first).to_be_visible()


def decide(page: Page, visitor: Visitor) -> None:
    """Somebody else decides."""
    visitor.open(reverse("toetsing:index"))
    page.get_by_role("link", name="Beslissen").click()
    page.get_by_label("Akkoord", exact=True).check()
    page.get_by_role("button", name="Besluit vastleggen").click()
    expect(page.get_by_text("Je bent akkoord met het voorstel van sanne.")).to_be_visible()


def review(page: Page, visitor: Visitor) -> None:
    """Confirm together what is as it was, and read what is not."""
    visitor.open(LIST)
    page.get_by_label("Selecteer alles op deze bladzijde").check()
    page.get_by_role("button", name="Bevestigen (onveranderd)").click()
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name="Home-Start", exact=True).click()
    expect(page.get_by_text("Anders dan in uitgave 2025.1", exact=True)).to_be_visible()
    page.get_by_role("button", name="Bevestig dit").click()
    page.wait_for_load_state("networkidle")


def edit_the_definition(page: Page, visitor: Visitor) -> None:
    """An editor gives the definition another name, and sets it ready."""
    item = Definition.objects.get()
    visitor.open(reverse(Definition.snippet_viewset.get_url_name("edit"), args=[item.pk]))
    page.locator("input[name=term]").fill("Druk om te presteren")
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.get_by_role("button", name="Klaarzetten").click()
    page.wait_for_load_state("networkidle")


def lacks_the_definition(page: Page, visitor: Visitor) -> None:
    """The check says that one thing is open again, and which."""
    visitor.open(CHECK)
    expect(page.get_by_role("heading", name="Nog 1 punt open")).to_be_visible()
    expect(page.get_by_text("Druk om te presteren").first).to_be_visible()


def is_ready(page: Page, visitor: Visitor) -> None:
    """The check says that the round can close."""
    visitor.open(CHECK)
    expect(page.get_by_role("heading", name="Alles is beoordeeld: de ronde kan dicht")).to_be_visible()
