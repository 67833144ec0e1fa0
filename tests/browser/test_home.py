"""The home screen at five moments of the year, in a real browser: wide and narrow, light and dark."""

import pytest
from playwright.sync_api import Page, expect

from cms.accounts.roles import Role
from tests.browser.conftest import Visitor
from tests.factories.round_stories import MOMENTS, story

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_home_screen_is_accessible_wide_and_narrow_light_and_dark(visitor: Visitor, moment: str) -> None:
    story(moment)
    visitor.sign_in(Role.EDITOR, Role.REVIEWER, Role.PUBLISHER, Role.ADMINISTRATOR)
    visitor.fits("/admin/", f"home-{moment}", within=".home")
    expect(visitor.page.get_by_role("heading", name="Jouw werk nu")).to_be_visible()
    assert visitor.errors == []


def test_an_editor_gets_from_home_to_what_was_rejected_with_the_keyboard(visitor: Visitor) -> None:
    told = story("half")
    visitor.sign_in_as(told.eva.username)
    page = visitor.open("/admin/")
    work = page.get_by_role("region", name="Jouw werk nu")
    expect(work.get_by_text("item van jou is afgekeurd.")).to_be_visible()

    link = work.get_by_role("link", name="Bekijk wat is afgekeurd")
    work.get_by_role("link", name="Aanbeveling 2 van 1").focus()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**stand=afgekeurd")


def test_the_bars_say_how_far_each_domain_is_with_their_length_and_in_words(visitor: Visitor) -> None:
    told = story("half")
    visitor.sign_in_as(told.roos.username)
    page = visitor.open("/admin/")

    assert _filled(page, "Rust in de school") == pytest.approx(1 / 7, abs=0.01)
    assert _filled(page, "Buiten de domeinen") == 0
    expect(page.get_by_text("1 van 7 beoordeeld")).to_be_visible()


def _filled(page: Page, label: str) -> float:
    """Return which part of the bar beside ``label`` is filled, as it is drawn."""
    bar = page.locator(".home-bar").filter(has_text=label)
    whole, done = (
        bar.locator(name).evaluate("one => one.getBoundingClientRect().width") for name in ("svg", ".home-done")
    )
    return float(done) / float(whole)
