"""The guide in a browser: readable for everybody, wide and narrow, and the year on one sheet of paper."""

import io

import pikepdf
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cms.accounts.roles import Role
from cms.guide.reading import chapters
from tests.browser.conftest import Visitor
from tests.factories import content

pytestmark = pytest.mark.browser


def test_every_chapter_is_accessible_and_fits_wide_and_narrow(visitor: Visitor) -> None:
    visitor.sign_in(Role.EDITOR)
    addresses = [reverse("handleiding:index"), *(reverse("handleiding:chapter", args=[slug]) for slug in chapters())]
    for place, address in enumerate([*addresses, f"{addresses[0]}?q=ronde"]):
        visitor.fits(address, f"guide-{place}", within="main")
    assert visitor.errors == []


def test_the_year_prints_on_one_sheet(visitor: Visitor) -> None:
    visitor.sign_in(Role.EDITOR)
    page = visitor.open(reverse("handleiding:chapter", args=["het-jaar"]))
    with pikepdf.open(io.BytesIO(page.pdf(format="A4"))) as printed:
        assert len(printed.pages) == 1


def test_the_question_mark_of_an_editor_opens_the_heading_about_it(visitor: Visitor) -> None:
    page = content.recommendation(content.domain(), interventions={content.intervention(): "<p>Week drie past.</p>"})
    visitor.sign_in(Role.EDITOR)
    for width in (1280, 400):
        visitor.page.set_viewport_size({"width": width, "height": 900})
        visitor.open(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        visitor.look(f"help-here-{width}")
        visitor.page.get_by_role("link", name="Hulp bij dit scherm").press("Enter")
        expect(visitor.page.get_by_role("heading", name="De toelichting bij de aanbeveling")).to_be_in_viewport()
    assert visitor.errors == []


def test_examples_of_good_texts_open_above_the_links_of_a_recommendation(visitor: Visitor) -> None:
    page = content.recommendation(content.domain(), interventions={content.intervention(): "<p>Week drie past.</p>"})
    visitor.sign_in(Role.EDITOR)
    visitor.page.set_viewport_size({"width": 400, "height": 900})
    visitor.open(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    example = visitor.page.get_by_text("In week drie van Rustig Leren")
    expect(example).to_be_hidden()
    summary = visitor.page.get_by_text("Drie voorbeelden (verzonnen)")
    summary.click()
    expect(example).to_be_visible()
    summary.scroll_into_view_if_needed()
    visitor.look("examples")
    assert visitor.accessibility_problems("details") == []
    box = example.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 400
