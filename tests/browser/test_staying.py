"""Who was signed out while they typed loses nothing, in a real browser."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from cms.accounts.roles import Role
from cms.content.models import RecommendationPage
from tests.browser.conftest import Visitor
from tests.factories import content
from tests.factories.people import person

pytestmark = pytest.mark.browser
TYPED = "Plan meer rust in de week"


def typing(visitor: Visitor) -> tuple[Page, RecommendationPage]:
    """Let an editor change the title of a recommendation, and not save it yet."""
    edited = content.recommendation(content.domain(), title="Plan rust in de week")
    person("redacteur", Role.EDITOR)
    visitor.sign_in_as("redacteur")
    page = visitor.open(reverse("wagtailadmin_pages:edit", args=[edited.pk]))
    page.get_by_role("textbox", name="Titel").fill(TYPED)
    return page, edited


def saved_title(edited: RecommendationPage) -> str:
    edited.refresh_from_db()
    return edited.get_latest_revision_as_object().title


def sign_out(page: Page) -> None:
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)


def test_who_was_signed_out_signs_in_beside_it_and_saves_what_was_typed(visitor: Visitor) -> None:
    page, edited = typing(visitor)
    sign_out(page)
    save = page.get_by_role("button", name="Bewaar concept")

    save.click()

    told = page.get_by_role("dialog", name="Je bent uitgelogd")
    expect(told).to_contain_text("wat je typte staat er nog")
    assert visitor.accessibility_problems(".staying") == []
    visitor.look("uitgelogd")
    with page.context.expect_page() as opened:
        told.get_by_role("link", name="Inloggen in een nieuw tabblad").click()
    beside = opened.value
    beside.get_by_label("Gebruikersnaam").fill("redacteur")
    beside.get_by_label("Wachtwoord", exact=False).first.fill("wachtwoord")
    beside.get_by_role("button", name="Inloggen", exact=True).click()
    beside.wait_for_url(f"{visitor.address}/admin/")
    beside.close()
    told.get_by_role("button", name="Terug naar het scherm").click()
    expect(page.get_by_role("textbox", name="Titel")).to_have_value(TYPED)

    save.click()

    expect(page.locator(".messages .success")).to_be_visible()
    assert saved_title(edited) == TYPED
    # Wagtail says with the token of before that the editor was left; it notices that by itself a little later.
    assert [one for one in visitor.errors if "403" not in one] == []


def test_a_form_that_cannot_reach_the_server_stays_as_it_was(visitor: Visitor) -> None:
    page, edited = typing(visitor)
    page.route("**/admin/ingelogd/", lambda route: route.abort())
    save = page.get_by_role("button", name="Bewaar concept")

    save.click()

    told = page.get_by_role("dialog", name="Er is geen verbinding")
    expect(told).to_be_visible()
    page.keyboard.press("Escape")
    expect(told).to_have_count(0)
    page.unroute("**/admin/ingelogd/")
    save.click()
    expect(page.locator(".messages .success")).to_be_visible()
    assert saved_title(edited) == TYPED


def test_two_clicks_send_a_form_once(visitor: Visitor) -> None:
    page, edited = typing(visitor)
    before = edited.revisions.count()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.get_by_role("button", name="Bewaar concept").dblclick(force=True)

    expect(page.locator(".messages .success")).to_be_visible()
    assert len([url for url in asked if url.endswith("/admin/ingelogd/")]) == 1
    assert edited.revisions.count() == before + 1
