"""The website of a candidate under the admin, in a real browser with its own policy."""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from cms.accounts.roles import Role
from exporters.services import export_release
from publishing.releases.models import Release
from tests.browser.chromium import window
from tests.browser.conftest import Visitor
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import candidate

pytestmark = pytest.mark.browser


@pytest.fixture
def editor(
    chromium: Browser, committed: None, one_request_at_a_time: None, live_server: LiveServer
) -> Iterator[Visitor]:
    """Return somebody whose browser keeps the policy of the pages."""
    context = window(chromium)
    yield Visitor(context.new_page(), live_server.url)
    context.close()


@pytest.fixture
def release(committed: None) -> Release:
    person("karin", Role.PUBLISHER)
    content.observation(made := content.intervention())
    content.recommendation(content.domain(), interventions={made: "<p>Oefenen.</p>"})
    release = candidate(at=timezone.now())
    export_release(release=release, at=timezone.now(), kinds=["website"])
    return release


def test_an_editor_tries_the_site_of_a_candidate_apart_from_the_real_one(editor: Visitor, release: Release) -> None:
    editor.sign_in_as("karin")
    page = editor.open(f"/admin/uitgaven/{release.digest}/")
    editor.errors.clear()  # of Wagtail's own pages this test says nothing
    page.get_by_role("link", name="Bekijk de website").click()
    expect(page.get_by_text("Voorbeeld van uitgave 2026.1. Dit is niet openbaar")).to_be_visible()
    page.get_by_role("link", name="Start traject").first.click()
    page.wait_for_url("**/traject.html")
    page.get_by_role("radio", name="7", exact=True).click()
    assert "Ons traject" in page.evaluate("localStorage.getItem('wegwijzer-voorbeeld')")
    assert page.evaluate("localStorage.getItem('wegwijzer')") is None
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((found) => found.length)") == 0
    page.get_by_role("link", name="Zoeken").click()
    page.get_by_label("Waar zoek je naar?").fill("rust")
    expect(page.get_by_role("link", name="Plan rust in de week")).to_be_visible()
    assert editor.accessibility_problems("html") == []
    page.get_by_role("link", name="Terug").click()
    page.wait_for_url(f"**/admin/uitgaven/{release.digest}/")
    assert [one for one in editor.errors if "/bekijken/" in one] == []
    assert editor.outside == []
