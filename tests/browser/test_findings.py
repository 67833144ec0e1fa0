"""Findings beside the field while somebody writes, in a real browser."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from cms.accounts.roles import Role
from tests.browser.conftest import Visitor
from tests.factories import content

pytestmark = pytest.mark.browser
LONG = " ".join(["Een leerling loopt rustig door de gang"] + ["en de leraar loopt mee"] * 12) + "."


def opened(visitor: Visitor, role: Role = Role.EDITOR) -> Page:
    """Open the editor of a recommendation with a link of which the tailored text is missing."""
    links = {content.intervention("Samen Sterk"): ""}
    edited = content.recommendation(content.domain(), interventions=links, title="Plan rust in de week")
    visitor.sign_in(role)
    return visitor.open(reverse("wagtailadmin_pages:edit", args=[edited.pk]))


def test_a_finding_stands_beside_its_field_leads_there_and_goes_when_it_is_mended(visitor: Visitor) -> None:
    page = opened(visitor)
    summary, notes = page.locator(".findings summary"), page.locator(".findings__at-field")
    expect(summary).to_contain_text("blokkeert de uitgave")
    text = page.locator("[contenteditable=true]").first

    text.fill(LONG)
    beside = notes.filter(has_text="woorden")
    expect(beside).to_be_visible()
    expect(text).to_have_attribute("aria-describedby", re.compile("bevinding-"))
    summary.press("Enter")
    page.get_by_role("button", name=re.compile("^Tekst: ")).press("Enter")
    expect(text).to_be_focused()
    assert visitor.accessibility_problems(".findings") == []

    text.fill("Kort.")
    expect(beside).to_have_count(0)
    assert visitor.errors == []


def test_a_finding_about_one_of_several_rows_stands_in_that_row_and_leads_there(visitor: Visitor) -> None:
    links = {content.intervention("Rustig Leren"): "De lessen passen.", content.intervention("Samen Sterk"): ""}
    edited = content.recommendation(content.domain(), interventions=links)
    visitor.sign_in(Role.EDITOR)
    page = visitor.open(reverse("wagtailadmin_pages:edit", args=[edited.pk]))
    first, second = (page.locator(f"#inline_child_intervention_links-{number}") for number in (0, 1))

    beside = second.locator(".findings__at-field[data-blocking]")
    expect(beside).to_have_count(1)
    expect(first.locator(".findings__at-field")).to_have_count(0)
    page.locator(".w-panel", has=second).locator("[data-panel-toggle]").first.click()  # folds all rows away

    page.locator(".findings summary").click()
    page.locator(".findings__jump", has_text=beside.text_content()).click()

    expect(beside).to_be_visible()
    assert second.evaluate("row => row.contains(document.activeElement)")
    assert visitor.accessibility_problems("[id=inline_child_intervention_links-1]") == []
    second.locator("[contenteditable=true]").fill("De spelregels passen bij een drukke week.")
    expect(beside).to_have_count(0)


def test_what_the_server_could_not_answer_is_asked_again(visitor: Visitor) -> None:
    page = opened(visitor)
    asked = re.compile("bevindingen=1")
    page.route(asked, lambda route: route.fulfill(status=503))
    page.get_by_role("textbox", name="Titel").fill("Plan meer rust in de week")
    expect(page.locator(".findings summary")).to_contain_text("nu niet op te halen")

    page.unroute(asked)

    expect(page.locator(".findings summary")).to_contain_text("blokkeert de uitgave")


def test_a_draft_with_findings_is_saved_like_any_other(visitor: Visitor) -> None:
    page = opened(visitor)
    expect(page.locator(".findings summary")).to_contain_text("blokkeert de uitgave")

    page.get_by_role("button", name="Bewaar concept").click()

    expect(page.locator(".messages .success")).to_be_visible()
    assert visitor.errors == []


def test_who_was_signed_out_meanwhile_is_told_before_saving(visitor: Visitor) -> None:
    page = opened(visitor)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    page.get_by_role("textbox", name="Titel").fill("Plan meer rust in de week")

    expect(page.locator(".findings summary")).to_contain_text("Je bent uitgelogd")
    expect(page.get_by_role("textbox", name="Titel")).to_have_value("Plan meer rust in de week")
