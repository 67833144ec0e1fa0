"""A correction from the first click to carried over, by three people in a browser."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Step
from publishing.releases.corrections.models import Correction
from publishing.releases.corrections.standing import candidate_of
from publishing.releases.publish import publish_release
from tests.browser.conftest import Visitor
from tests.factories import corrections
from tests.factories.corrections import (
    STEP,
    base,
)
from tests.factories.people import person
from tests.factories.releases import AT
from tests.factories.rounds import made_ready

pytestmark = pytest.mark.browser


def url(name: str, *args: Any) -> str:
    return reverse(f"correcties:{name}", args=args)


@pytest.fixture
def switch(visitor: Visitor) -> Callable[[str], Page]:
    """Let somebody else sit down at the browser."""

    def to(username: str) -> Page:
        visitor.page.context.clear_cookies()
        visitor.sign_in_as(username)
        return visitor.open("/admin/")

    return to


def _correct(page: Page, visitor: Visitor) -> None:
    """Begin a correction, find the step, and mend its text."""
    visitor.open(url("index"))
    page.get_by_role("link", name="Correctie beginnen").click()
    page.get_by_label("Waarom is deze correctie nodig?").fill("Tikfout in stap 1.")
    page.get_by_role("button", name="Correctie beginnen").click()
    page.get_by_label("Zoek op titel").fill("doelen")
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.get_by_role("link", name="Kies doelen", exact=True).click()
    editor = page.locator("[contenteditable=true]")
    expect(editor).to_contain_text("Kies samen twee doeln")
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("Kies samen twee doelen voor dit jaar.")
    kept = page.locator("[data-draftail-input]")
    expect(kept).to_have_value(re.compile("doelen"))
    page.get_by_role("button", name="Opslaan in de correctie").click()
    expect(page.get_by_text("Te beoordelen: 1.", exact=False)).to_be_visible()
    expect(page.locator("ins")).to_contain_text("doelen")
    expect(page.get_by_role("button", name="Akkoord")).to_have_count(0)


def _bring_out(page: Page, visitor: Visitor, made: Correction) -> None:
    """Freeze, approve and publish, and see that one document is another."""
    visitor.open(url("show", made.pk))
    page.get_by_role("button", name="Bevriezen tot kandidaat").click()
    expect(page.get_by_role("heading", name="Uitgave 2026.2")).to_be_visible()
    visitor.open(url("show", made.pk))
    expect(page.get_by_text("De kandidaat staat klaar.", exact=False)).to_be_visible()
    assert candidate_of(made) is not None
    release = corrections.frozen(made)
    publish_release(number="2026.2", by=User.objects.get(username="karin"), at=AT)
    assert corrections.document(release, STEP) == {
        **corrections.document(made.base, STEP),
        "tekst": "<p>Kies samen twee doelen voor dit jaar.</p>",
    }


def test_a_typo_in_what_is_live_from_the_first_click_to_carried_over(
    visitor: Visitor, switch: Callable[[str], Page]
) -> None:
    """Three people; the workshop is at next year already."""
    base()
    for name, role in (("sanne", Role.EDITOR), ("joris", Role.REVIEWER), ("karin", Role.PUBLISHER)):
        person(name, role)
    sanne = User.objects.get(username="sanne")
    made_ready(Step.objects.get(number=1), sanne, title="Kies doelen voor volgend jaar")
    _correct(switch("sanne"), visitor)

    page = switch("joris")
    page.get_by_role("link", name="Beoordeel correctie 2026.2").click()
    page.get_by_role("button", name="Akkoord").click()
    expect(page.get_by_text("De publicist bevriest", exact=False)).to_be_visible()
    _bring_out(switch("karin"), visitor, Correction.objects.get())

    page = switch("sanne")
    page.get_by_role("link", name="Neem over in de werkplaats").click()
    expect(page.get_by_role("heading", name="Stap: Kies doelen")).to_be_visible()
    page.get_by_role("button", name="Gedaan").click()
    expect(page.get_by_text("Alles wat verbeterd is, staat ook in de werkplaats.", exact=False)).to_be_visible()
    assert visitor.errors == []
