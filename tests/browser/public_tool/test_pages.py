"""Every page of the public tool, as people with and without eyes, hands, scripts and time find it."""

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import window
from tests.browser.conftest import Visitor
from tests.browser.public_tool.sites import Site
from tests.browser.public_tool.walking import PAGES, a_whole_traject, at

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_barrier_that_a_machine_can_find_empty_or_filled_in(team: Visitor, scheme: Any) -> None:
    team.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    for filled in (False, True):
        if filled:
            a_whole_traject(team)
        for name in PAGES:
            page = at(team, name)
            for summary in page.locator("summary:visible").all():
                if summary.evaluate("(one) => !one.parentElement.open"):
                    summary.click()
            assert team.accessibility_problems("html") == [], (name, scheme, filled)
            levels = page.locator("h1:visible, h2:visible, h3:visible, h4:visible, h5:visible").evaluate_all(
                "(all) => all.map((one) => Number(one.tagName[1]))"
            )
            assert levels[0] == 1
            assert levels.count(1) == 1, name
            assert all(after - before <= 1 for before, after in pairwise(levels)), (name, levels)


def test_everything_that_is_pressed_is_large_enough_for_a_finger(team: Visitor) -> None:
    """WCAG 2.5.8 asks 24 pixels; buttons and scores get 44."""
    team.page.set_viewport_size({"width": 360, "height": 780})
    a_whole_traject(team)
    for name in PAGES:
        page = at(team, name)
        pressed = ("button", ".button", ".scale-options label", ".segments label", "summary")
        small = page.locator(", ".join(f"{one}:visible" for one in pressed)).evaluate_all(
            "(all) => all.map((one) => [one.textContent.trim(), one.getBoundingClientRect()])"
            ".filter(([, box]) => box.height < 43 || box.width < 40).map(([name]) => name)"
        )
        assert small == [], name


def test_without_scripts_every_page_reads_and_says_what_is_missing(chromium: Browser, site: Site) -> None:
    context = window(chromium, java_script_enabled=False)
    page = context.new_page()
    for name in PAGES:
        page.goto(f"{site.address}{name}.html")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_text("Om scores te geven en te bewaren is JavaScript nodig.")).to_be_visible()
        expect(page.locator(".script-only:visible")).to_have_count(0)
    page.goto(f"{site.address}traject.html")
    expect(page.get_by_text("De sfeer is gespannen (8).")).to_be_visible()
    context.close()


def test_nothing_moves_while_a_page_comes_in(team: Visitor) -> None:
    a_whole_traject(team)
    watch = """
        window.moved = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((one) => (window.moved += one.value)))
            .observe({ type: "layout-shift", buffered: true });
    """
    team.page.context.add_init_script(watch)
    for name in PAGES:
        page = at(team, name)
        assert page.evaluate("window.moved") == 0, name


def test_with_colours_of_their_own_people_see_which_score_was_given(team: Visitor) -> None:
    team.page.emulate_media(forced_colors="active")
    page = at(team, "traject")
    score = page.locator(".domain-card:visible").get_by_role("radio", name="7", exact=True)
    background = "(one) => getComputedStyle(one.nextElementSibling).backgroundColor"
    before = score.evaluate(background)
    score.click()
    page.wait_for_function("() => document.querySelector(':checked + span').getAnimations().length === 0")
    assert score.evaluate(background) != before
