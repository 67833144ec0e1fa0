"""A whole traject by keyboard alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.public_tool.walking import kept

pytestmark = pytest.mark.browser


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has the focus is called ``name``."""
    for _ in range(80):
        page.keyboard.press("Tab")
        told = page.evaluate(
            "[document.activeElement.getAttribute('aria-label'), document.activeElement.textContent, "
            "document.activeElement.labels?.[0]?.textContent, document.activeElement.name].join(' ')"
        )
        outline = page.evaluate(
            "getComputedStyle(document.activeElement.type === 'radio' && document.activeElement.nextElementSibling "
            "|| document.activeElement).outlineStyle"
        )
        assert outline != "none", f"nobody sees that {told} has the focus"
        if name in told:
            return
    raise AssertionError(f"{name} is not reached")


def score_by_keyboard(page: Page) -> None:
    """Score every domain one higher than its number."""
    for number in range(1, 9):
        tab_to(page, f"score-domein-{number}")
        page.keyboard.press("Space")
        for _ in range(number):
            page.keyboard.press("ArrowRight")
        if number < 8:
            tab_to(page, "Volgende")
            page.keyboard.press("Enter")
    scores = kept(page)["trajecten"][0]["perspectieven"][0]["scores"]
    assert scores == {f"domein-{number}": number + 1 for number in range(1, 9)}


def test_a_whole_traject_goes_by_keyboard_alone_and_shows_where_one_is(team: Visitor) -> None:
    page = team.open("index.html")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, "Start traject")
    page.keyboard.press("Enter")
    page.wait_for_url("**/traject.html")
    score_by_keyboard(page)
    tab_to(page, "Bekijk het rapport")
    page.keyboard.press("Enter")
    page.wait_for_url("**/rapport.html")
    tab_to(page, "1. Domein 1gemiddeld")
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name="1. Domein 1")).to_be_focused()
    tab_to(page, "Lees de aanbevelingen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/aanbevelingen.html")
    tab_to(page, "Domein 1")
    page.keyboard.press("Enter")
    page.wait_for_url("**/domein-1.html")
    tab_to(page, ": Plan-rust-1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=re.compile("Staat in ons plan ?: Plan-rust-1"))).to_be_focused()
    tab_to(page, "Naar jullie plan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plan.html")
    tab_to(page, "Wie?")
    page.keyboard.type("Wij samen")
    assert kept(page)["trajecten"][0]["plan"][0]["wie"] == "Wij samen"
