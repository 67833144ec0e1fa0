"""The report *Links* in a real browser: empty, one, many, a long address, a narrow window, the keyboard only."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django import Settings

from cms.accounts.roles import Role
from cms.links import tasks
from cms.links.judging import Outcome
from cms.links.status import LinkStatus
from tests.browser.conftest import Visitor
from tests.cms.links.diary import DOWN, Diary, StoppedClock, stands
from tests.factories import content

pytestmark = pytest.mark.browser

ADDRESS = "/admin/links/"
LONG = "https://onderzoek.example/" + "een-heel-lang-pad-zonder-einde-" * 8


def _found(count: int = 6) -> None:
    diary = Diary(StoppedClock())
    diary.outcomes = {
        "https://weg.example/pagina": Outcome(
            LinkStatus.GONE, 404, message="De site zegt dat deze pagina niet bestaat (404)."
        ),
        LONG: Outcome(
            LinkStatus.MOVED, 301, moved_to=LONG + "nieuw", message="De pagina heeft voorgoed een ander adres."
        ),
        "https://stuk.example/": DOWN,
        "https://binnen.example/": Outcome(
            LinkStatus.REFUSED,
            message="'binnen.example' ligt in een afgesloten netwerk, niet op het openbare internet.",
        ),
    }
    stands(*diary.outcomes, *(f"https://bron-{number}.example/" for number in range(count - 4)))
    item = content.intervention("Rustig Leren", url=LONG)
    content.recommendation(content.domain(), interventions={item: f'<p>Zie <a href="{LONG}">het onderzoek</a>.</p>'})
    diary.run()


def _look(visitor: Visitor, name: str) -> None:
    """Keep a picture of the screen, where somebody wants to look at it."""
    if folder := os.environ.get("SCREENSHOTS"):
        visitor.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("width", [1280, 400])
@pytest.mark.parametrize(("state", "count"), [("off", 0), ("empty", 0), ("found", 6), ("many", 120)])
def test_the_report_fits_and_is_accessible(
    visitor: Visitor, settings: Settings, state: str, count: int, width: int
) -> None:
    settings.LINK_CHECK = state != "off"
    if count:
        _found(count)
    visitor.sign_in(Role.EDITOR)
    visitor.page.set_viewport_size({"width": width, "height": 900})

    visitor.open(ADDRESS)
    _look(visitor, f"links-{state}-{width}")

    assert visitor.accessibility_problems() == []
    assert visitor.too_wide() == []
    assert visitor.errors == []
    assert visitor.outside == []


def test_an_editor_starts_a_check_and_filters_with_the_keyboard_only(
    visitor: Visitor, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.LINK_CHECK = True
    monkeypatch.setattr(tasks.check_links, "delay", lambda: None)
    _found()
    visitor.sign_in(Role.EDITOR)
    page = visitor.open(ADDRESS)

    page.get_by_role("button", name="Nu controleren").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("bezocht, met een pauze per site.")).to_be_visible()

    page.get_by_role("textbox", name="Zoekterm").first.focus()
    page.keyboard.type("weg.example")
    expect(page.get_by_text("Er is 1 resultaat")).to_be_visible()
    _look(visitor, "links-searched")
    assert visitor.errors == []


def test_the_report_stands_in_the_menu(visitor: Visitor) -> None:
    visitor.sign_in(Role.READER)
    page = visitor.open("/admin/")

    page.get_by_role("button", name="Rapporten").click()
    page.get_by_role("link", name="Links", exact=True).click()

    expect(page.get_by_role("heading", name="Links", level=1)).to_be_visible()
