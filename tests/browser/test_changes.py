"""What changed in a release, in a real browser: wide, narrow and by keyboard."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cms.accounts.roles import Role
from publishing.attempts import tasks
from publishing.releases.comparing import records
from publishing.releases.comparing.records import comparison_of
from publishing.releases.models import Release
from tests.browser.conftest import Visitor
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import candidate, published
from tests.publishing.releases.comparing.stories import last_year, this_year

pytestmark = pytest.mark.browser

LONG = "Rijksoverheidsvoorlichtingscampagnemedewerkersoverleg" * 2
LINK = f'<p>Kijk <a href="http://bron.example/{LONG}">hier</a>.</p>'


def _year() -> tuple[Release, Release | None]:
    return this_year(), last_year()


def _many_with_findings() -> tuple[Release, Release | None]:
    content.recommendation(content.domain(title=LONG), LONG)
    for number in range(25):
        content.definition(f"Begrip {number:02}", body=LINK)
    return candidate(), None


def _nothing() -> tuple[Release, Release | None]:
    release = this_year()
    return release, release


SCREENS: dict[str, Callable[[], tuple[Release, Release | None]]] = {
    "year": _year,
    "many": _many_with_findings,
    "nothing": _nothing,
}


def address(release: Release, base: Release | None) -> str:
    return reverse("uitgaven:show", args=[release.digest]) + f"?met={base.digest if base else '-'}"


@pytest.mark.parametrize("screen", SCREENS)
def test_the_page_is_accessible_wide_and_narrow(visitor: Visitor, screen: str) -> None:
    visitor.sign_in(Role.READER)
    page = visitor.open(address(*SCREENS[screen]()))
    for summary in page.locator(".releases summary").all():
        if summary.is_visible() and summary.evaluate("one => !one.parentElement.open"):
            summary.click()
    visitor.looks_right()
    assert (visitor.errors, visitor.outside) == ([], [])


def test_the_list_of_releases_is_accessible_wide_and_narrow(visitor: Visitor) -> None:
    visitor.sign_in(Role.READER)
    step = content.step()
    published("2025.1", by=person("karin", Role.PUBLISHER))
    step.title = "Anders"
    step.save()
    candidate("2026.1")
    page = visitor.open(reverse("uitgaven:index"))
    expect(page.get_by_role("link", name=re.compile("2026.1.*kandidaat"))).to_be_visible()
    visitor.looks_right()


def test_by_keyboard_alone_somebody_finds_what_fell(visitor: Visitor) -> None:
    visitor.sign_in(Role.PUBLISHER)
    new, old = _year()
    page = visitor.open(address(new, old))
    page.get_by_label("Wat is er gebeurd").focus()
    page.get_by_label("Wat is er gebeurd").select_option("omlaag")
    page.locator("main").get_by_role("button", name="Filteren").press("Enter")
    expect(page.get_by_text("1 van 9 wijzigingen")).to_be_visible()
    expect(page.get_by_role("heading", name="Gewijzigd interventie ‘Daalt’")).to_be_visible()
    page.get_by_text("Vergelijk met iets anders, of download").press("Enter")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV voor een spreadsheet").press("Enter")
    assert download.value.suggested_filename == "wijzigingen-2025.1-2026.1.csv"
    page.get_by_label("Vergelijk met", exact=True).select_option("-")
    page.get_by_role("button", name="Vergelijk", exact=True).press("Enter")
    expect(page.get_by_text("dus alles telt als nieuw")).to_be_visible()
    assert visitor.errors == []


def test_a_page_that_waits_for_a_worker_shows_what_came_of_it(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "SMALL", 0)
    monkeypatch.setattr(tasks, "hand_out", lambda *_: None)
    visitor.sign_in(Role.READER)
    new, old = _year()
    page = visitor.open(address(new, old))
    expect(page.get_by_text("wacht op een achtergrondtaak")).to_be_visible()
    assert visitor.accessibility_problems() == []
    comparison_of(old=old, new=new)
    expect(page.get_by_role("heading", name="Alle wijzigingen")).to_be_visible(timeout=15_000)
    assert visitor.errors == []
