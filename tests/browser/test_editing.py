"""The workshop as an editor sees it, in a real browser."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from cms.accounts.roles import Role
from cms.content.models import (
    Definition,
    Intervention,
    PracticeExample,
    RecommendationPage,
    Reference,
    SelectionQuestion,
    Step,
    Text,
)
from tests.browser.conftest import Visitor
from tests.factories import content

pytestmark = pytest.mark.browser

SNIPPETS: tuple[Any, ...] = (Definition, Intervention, PracticeExample, Reference, SelectionQuestion, Step, Text)


def _content() -> dict[str, Any]:
    domain = content.domain(title="Rust in de school")
    intervention = content.intervention("Rustig Leren", owner="Stichting Voorbeeld")
    return {
        "domain": domain,
        "intervention": intervention,
        "second": content.intervention("Samen Sterk"),
        "observation": content.observation(intervention),
        "recommendation": content.recommendation(domain, interventions={intervention: "<p>Week drie past hier.</p>"}),
        "items": [
            content.practice_example(),
            content.text(),
            content.step(),
            content.selection_question(),
            content.definition(),
            content.reference(),
            intervention,
        ],
    }


def _addresses(made: dict[str, Any]) -> Iterator[str]:
    yield from (reverse("wagtailadmin_home"), reverse("domeinen:index"), reverse("aanbevelingen:index"))
    for page in (made["domain"], made["recommendation"]):
        yield reverse("wagtailadmin_explore", args=[page.get_parent().pk])
        yield reverse("wagtailadmin_pages:edit", args=[page.pk])
        yield reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    for item in made["items"]:
        names = item.snippet_viewset
        yield from (reverse(names.get_url_name(view)) for view in ("list", "add"))
        yield from (reverse(names.get_url_name(view), args=[item.pk]) for view in ("edit", "inspect", "history"))


def test_every_list_and_editor_opens_without_an_error_and_asks_nothing_of_another_host(visitor: Visitor) -> None:
    made = _content()
    visitor.sign_in(Role.EDITOR)

    for address in _addresses(made):
        visitor.open(address)

    assert visitor.errors == []
    assert visitor.outside == []


def _choose_intervention(page: Page, row: int, name: str, text: str) -> None:
    page.get_by_role("button", name="Voeg interventie toe").click()
    panel = page.locator(f"#inline_child_intervention_links-{row}")
    panel.get_by_role("button", name="Kies interventie").click()
    page.locator(".modal").get_by_role("link", name=name).click()
    page.locator(".modal-backdrop").wait_for(state="detached")
    expect(panel.get_by_text(name)).to_be_visible()
    _write(page, panel.locator("[contenteditable=true]").first, text)


def _write(page: Page, editor: Locator, text: str) -> None:
    """Type in a rich-text editor, and wait until it has kept what was typed."""
    editor.click()
    expect(editor).to_be_focused()
    page.keyboard.type(text)
    expect(editor).to_have_text(text)
    kept = editor.locator("xpath=ancestor::*[@data-field-input][1]").locator("[data-draftail-input]")
    expect(kept).to_have_value(re.compile(re.escape(text)))


def test_an_editor_writes_a_recommendation_with_two_interventions_and_makes_it_ready(visitor: Visitor) -> None:
    made = _content()
    visitor.sign_in(Role.EDITOR)
    page = visitor.open(reverse("wagtailadmin_pages:add", args=["content", "recommendationpage", made["domain"].pk]))

    page.get_by_role("textbox", name="Titel").fill("Geef pauzes een plek")
    _write(page, page.locator("[contenteditable=true]").first, "Plan na elk uur tien minuten rust.")
    _choose_intervention(page, 0, "Samen Sterk", "De spelregels helpen.")
    _choose_intervention(page, 1, "Rustig Leren", "Week drie gaat hierover.")
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.get_by_role("button", name="Klaarzetten").click()
    page.get_by_text("is gemaakt en klaargezet").wait_for()

    made_page = RecommendationPage.objects.get(title="Geef pauzes een plek")
    rows = list(made_page.intervention_links.order_by("sort_order"))
    assert [row.intervention.name for row in rows] == ["Samen Sterk", "Rustig Leren"]
    assert "Week drie gaat hierover." in rows[1].tailored_text
    assert "Plan na elk uur tien minuten rust." in made_page.body
    assert (made_page.live, visitor.errors) == (True, [])


def test_the_preview_panel_shows_what_is_typed(visitor: Visitor) -> None:
    made = _content()
    visitor.sign_in(Role.EDITOR)
    page = visitor.open(reverse("wagtailadmin_pages:edit", args=[made["recommendation"].pk]))

    page.get_by_role("textbox", name="Titel").fill("Een heel andere titel")
    page.locator("[data-side-panel-toggle=preview]").first.click()

    frame = page.frame_locator("iframe#w-preview-iframe, iframe[title*='oorbeeld']").first
    expect(frame.get_by_role("heading", name="Een heel andere titel")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 400])
def test_what_is_read_is_shown_whole_and_an_address_below_it_stays_in_view(visitor: Visitor, width: int) -> None:
    item = content.intervention(summary="<p>Een lange samenvatting over rust.</p>" * 40)
    visitor.sign_in(Role.READER)
    visitor.page.set_viewport_size({"width": width, "height": 800})
    page = visitor.open(reverse(Intervention.snippet_viewset.get_url_name("inspect"), args=[item.pk]) + "#oordeel")

    expect(page.locator("#oordeel")).to_be_in_viewport()
    page.frame_locator("iframe.preview").locator("details").evaluate("one => { one.open = true }")

    page.wait_for_function(
        """() => {
            const frame = document.querySelector("iframe.preview");
            return frame.clientHeight === frame.contentDocument.documentElement.offsetHeight;
        }"""
    )
    assert visitor.errors == []


@pytest.mark.parametrize(
    "screen",
    ["sign-in", "home", "empty-home", "recognitions", "add", "retract", "read", "preview", "confirm", "delete"],
)
def test_our_own_screens_are_accessible_wide_and_narrow(visitor: Visitor, screen: str) -> None:
    if screen == "sign-in":
        visitor.open("/admin/login/")
    else:
        visitor.sign_in(Role.EDITOR)
        made = _content() if screen != "empty-home" else {}
        visitor.open(_own_screen(screen, made))

    visitor.looks_right()


def _own_screen(screen: str, made: dict[str, Any]) -> str:
    if screen.endswith("home"):
        return reverse("wagtailadmin_home")
    item, names = made["intervention"], Intervention.snippet_viewset
    bulk = reverse("wagtail_bulk_action", args=["content", "intervention", "klaarzetten"])
    return {
        "recognitions": reverse(names.get_url_name("inspect"), args=[item.pk]),
        "add": reverse("waarnemingen:add", args=[item.pk]),
        "retract": reverse("waarnemingen:retract", args=[made["observation"].pk]),
        "read": reverse(Text.snippet_viewset.get_url_name("inspect"), args=[made["items"][1].pk]),
        "preview": reverse("wagtailadmin_pages:view_draft", args=[made["recommendation"].pk]),
        "confirm": f"{bulk}?id={item.pk}",
        "delete": reverse(names.get_url_name("delete"), args=[item.pk]),
    }[screen]
