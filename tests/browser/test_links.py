"""The report *Links* in a real browser: empty, one, many, a long address, a narrow window, the keyboard only."""

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


@pytest.mark.parametrize(("state", "count"), [("off", 0), ("empty", 0), ("found", 6), ("many", 120)])
def test_the_report_fits_and_is_accessible(visitor: Visitor, settings: Settings, state: str, count: int) -> None:
    settings.LINK_CHECK = state != "off"
    if count:
        _found(count)
    visitor.sign_in(Role.EDITOR)

    visitor.fits(ADDRESS, f"links-{state}", within="main")
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
    visitor.look("links-searched")
    assert visitor.errors == []


def test_the_report_stands_in_the_menu(visitor: Visitor) -> None:
    visitor.sign_in(Role.READER)
    page = visitor.open("/admin/")

    page.get_by_role("button", name="Beheer").click()
    page.get_by_role("link", name="Links", exact=True).click()

    expect(page.get_by_role("heading", name="Links", level=1)).to_be_visible()
