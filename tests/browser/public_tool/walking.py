"""How a team goes through the public tool with a mouse or a finger, and how one looks at what came of it."""

import json
import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

PAGES = (
    *("index", "traject", "rapport", "aanbevelingen", "aanbevelingen/domein-1", "plan", "uitleg", "begrippen"),
    *("interventies", "praktijkvoorbeelden", "links", "verantwoording", "colofon", "toegankelijkheid", "zoeken"),
    *("bewaren", "404"),
)


def give_scores(page: Page, scores: list[int]) -> None:
    """Score every domain, one by one, with the mouse."""
    for number, score in enumerate(scores, start=1):
        card = page.locator(".domain-card:visible")
        expect(card.get_by_role("heading", level=2)).to_contain_text(f"Domein {number}")
        card.get_by_role("radio", name=str(score), exact=True).click()
        if number < len(scores):
            page.get_by_role("button", name="Volgende").click()


def a_whole_traject(team: Visitor) -> None:
    """From the first page to a plan, as one does with a mouse or a finger."""
    page = team.open("index.html")
    page.get_by_role("link", name="Start traject").first.click()
    page.wait_for_url("**/traject.html")
    give_scores(page, [4, 6, 3, 8, 5, 7, 6, 4])
    page.get_by_role("radio", name="Leerlingen").click()
    page.get_by_role("button", name=re.compile("Domein 1")).click()
    give_scores(page, [9, 6, 3, 8, 5, 7, 6, 4])
    page.get_by_role("link", name="Bekijk het rapport").click()
    page.wait_for_url("**/rapport.html")
    table = page.get_by_role("table")
    expect(table.get_by_role("row", name="1. Domein 1 4 9 5 praat hierover")).to_be_visible()
    assert page.locator(".picture svg").count() == 2
    page.get_by_role("checkbox", name="3. Domein 3").click()
    page.get_by_role("checkbox", name="1. Domein 1").click()
    expect(page.get_by_text("Jullie kozen 2 van ongeveer 3 domeinen.")).to_be_visible()
    page.get_by_role("link", name="Lees de aanbevelingen").click()
    page.wait_for_url("**/aanbevelingen.html")
    expect(page.locator(".card.chosen")).to_have_count(2)
    page.get_by_role("link", name="Domein 1").click()
    page.wait_for_url("**/domein-1.html")
    page.get_by_role("button", name=re.compile("Zet in ons plan ?: Plan-rust-1")).click()
    page.get_by_role("button", name=re.compile("Zet in ons plan ?: Rustig-leren")).click()
    page.get_by_text("Past deze interventie bij ons?").first.click()
    page.get_by_role("group", name="Past dit bij ons (1)?").get_by_label("Ja").click()
    page.get_by_role("link", name="Naar jullie plan").click()
    page.wait_for_url("**/plan.html")
    page.get_by_label("Wie?").first.fill("Mentor van klas 3")
    page.get_by_label("Wanneer?").first.fill("Na de herfst")
    page.get_by_label("Hoe zien we of het helpt?").first.fill("Een vraag per maand.\n" + "Heel lang " * 100)
    expect(page.get_by_text("Past bij ons? 1 keer ja")).to_be_visible()
    page.get_by_label("Eigen actie bij dit domein").first.fill("Een stille pauze")
    page.get_by_role("button", name="Voeg toe").first.click()
    expect(page.get_by_role("heading", name="Een stille pauze")).to_be_visible()


def at(team: Visitor, name: str) -> Page:
    """Go to a page and wait until its scripts have run."""
    team.page.goto(f"{team.address}{name}.html")
    return team.page


def kept(page: Page) -> Any:
    return json.loads(page.evaluate("localStorage.getItem('wegwijzer')"))
