"""The report *Logboek* in a real browser: empty of results, a few, many, a long word, a narrow window."""

import pytest
from playwright.sync_api import expect

from cms.accounts.roles import Role
from cms.acts.act import Subject
from cms.acts.origin import Door, acting_from
from publishing.audit.actions import Action
from tests.browser.conftest import Visitor
from tests.factories.audit import recorded
from tests.factories.people import person

pytestmark = pytest.mark.browser

ADDRESS = "/admin/logboek/"
LONG = "eenheellangwoordzonderspaties" * 6


def _happened(count: int) -> None:
    karin = person("karin")
    karin.first_name, karin.last_name = "Karin", "Smit"
    with acting_from(Door.SCREEN, "POST /admin/uitgaven/2026.1/publiceren/"):
        recorded(by=karin, details={"generatie": 2, "vingerafdruk": "ab" * 32})
        recorded(Action.RELEASE_ROLLED_BACK, by=karin, refusal="Geef een reden: die blijft bij deze stap bewaard.")
        recorded(Action.ROUND_REOPENED, obj=Subject("jaarronde", LONG, LONG), by=karin, reason=LONG)
    for number in range(count - 3):
        recorded(Action.ROUND_CLOSED, obj=Subject("jaarronde", str(number), f"jaarronde nummer {number}"))


@pytest.mark.parametrize("count", [3, 120])
def test_the_log_fits_and_is_accessible(visitor: Visitor, count: int) -> None:
    _happened(count)
    visitor.sign_in(Role.PUBLISHER)

    visitor.fits(ADDRESS, f"log-{count}", within="main")
    assert visitor.errors == []
    assert visitor.outside == []


def test_a_publicist_finds_the_log_in_the_menu_and_narrows_it(visitor: Visitor) -> None:
    _happened(3)
    visitor.sign_in(Role.PUBLISHER)
    page = visitor.open("/admin/")

    page.get_by_role("button", name="Beheer").click()
    page.get_by_role("link", name="Logboek", exact=True).click()
    expect(page.get_by_text("Karin Smit publiceerde uitgave 2026.1.")).to_be_visible()

    page.get_by_role("textbox", name="Zoekterm").first.focus()
    page.keyboard.type("niets van dit alles")
    expect(page.get_by_text("Niets gevonden.")).to_be_visible()
    assert visitor.accessibility_problems() == []

    visitor.open(f"{ADDRESS}?result=refused")
    expect(page.get_by_text("wilde uitgave 2026.1 weer live zetten; dat werd geweigerd.")).to_be_visible()
    expect(page.get_by_text("Karin Smit publiceerde uitgave 2026.1.")).to_have_count(0)
    visitor.look("log-refused")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download als CSV").click()
    assert download.value.suggested_filename == "logboek.csv"
    assert visitor.errors == []
