"""*Afnemers* in a real browser: empty, one, many, off, a long address, a trial, wide and narrow, keyboard only."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django import Settings

from cms.accounts.roles import Role
from publishing.releases.models import OutboxEntry
from publishing.webhooks.keys import rotate_key
from publishing.webhooks.models import Subscriber
from publishing.webhooks.receiver import KIND
from publishing.webhooks.switching import switch_off
from tests.browser.conftest import Visitor
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import published
from tests.publishing.webhooks.subscriber import Site, listening, subscribed

pytestmark = pytest.mark.browser

ADDRESS = "/admin/afnemers/"
LONG = "/ontvangst/" + "heel-lang-adres-" * 12


@pytest.fixture(autouse=True)
def private(settings: Settings) -> None:
    """Let messages go to this machine."""
    settings.WEBHOOK_ALLOW_PRIVATE = True


def _story(site: Site) -> Subscriber:
    """Bring about one that takes, refused first and renewed its key; one that fails for ever; one that is off."""
    karin = person("karin")
    good, _ = subscribed("Kennisnet", site.address + LONG, by=karin)
    subscribed("Donaudampfschifffahrtsgesellschaft" * 2, "http://127.0.0.1:1/" + "x" * 200, by=karin)
    off, _ = subscribed("Gestopt", site.address, by=karin)
    published("2025.1", by=karin)
    site.status, site.words = 503, b"<h1>Internal Server Error</h1>" + b"zonderspaties" * 30
    content.definition()
    published("2026.1", by=karin)
    site.status, site.words = 200, b"dank je"
    switch_off(subscriber=off, reason="Het contract is " + "echt-" * 30 + "afgelopen.", by=karin, at=timezone.now())
    key = good.keys.get().pk
    rotate_key(subscriber=good, replacing=key, at_once=False, by=karin, at=timezone.now() + timedelta(hours=1))
    return good


def test_the_screens_fit_and_are_accessible(visitor: Visitor) -> None:
    visitor.sign_in(Role.PUBLISHER)
    visitor.fits(ADDRESS, "subscribers-empty")
    visitor.fits(f"{ADDRESS}nieuw/", "subscribers-add")
    with listening() as site:
        slug = _story(site).slug
        visitor.fits(ADDRESS, "subscribers-list")
        for name in ("", "wijzigen/", "sleutel/", "uitzetten/"):
            visitor.fits(f"{ADDRESS}een/{slug}/{name}", f"subscribers-{name.strip('/') or 'show'}")
        visitor.fits(f"{ADDRESS}een/gestopt/aanzetten/", "subscribers-on")
        visitor.fits(f"{ADDRESS}een/gestopt/", "subscribers-off")
    assert visitor.errors == []
    assert visitor.outside == []


def test_a_publicist_adds_one_and_tries_it_with_the_keyboard_only(visitor: Visitor) -> None:
    visitor.sign_in(Role.PUBLISHER)
    with listening() as site:
        visitor.page.set_viewport_size({"width": 400, "height": 900})
        page = visitor.open(f"{ADDRESS}nieuw/")
        page.get_by_label("Naam").focus()
        page.keyboard.type("Kennisnet")
        page.keyboard.press("Tab")
        page.keyboard.type(site.address + LONG)
        page.keyboard.press("Enter")
        key = page.get_by_label("Sleutel", exact=True)
        expect(key).to_have_value(re.compile(r"whsec_.{44}"))
        assert visitor.accessibility_problems("body") == []
        assert visitor.too_wide() == []
        visitor.look("subscribers-key")
        page.get_by_role("link", name="Ik heb de sleutel").focus()
        page.keyboard.press("Enter")

        page.get_by_role("button", name="Stuur een proefbericht").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="De afnemer nam het proefbericht aan")).to_be_visible()
        site.status, site.words = 500, b"zonderspaties" * 30
        page.get_by_role("button", name="Stuur nog een proefbericht").click()
        expect(page.get_by_text("Antwoord 500")).to_be_visible()
        assert visitor.accessibility_problems("body") == []
        assert visitor.too_wide() == []
        visitor.look("subscribers-trial")
    assert visitor.errors == []


def test_a_publicist_replays_a_delivery_with_the_keyboard_only(visitor: Visitor) -> None:
    visitor.sign_in(Role.PUBLISHER)
    with listening() as site:
        karin = person("karin")
        subscribed("Kennisnet", site.address, by=karin)
        published("2026.1", by=karin)
        page = visitor.open(f"{ADDRESS}een/kennisnet/")
        page.get_by_role("link", name="Opnieuw afleveren").focus()
        page.keyboard.press("Enter")
        page.get_by_label("Reden").focus()
        page.keyboard.type("Zij zijn het kwijt.")
        page.get_by_role("button", name="Opnieuw afleveren").click()
        expect(page.get_by_text("Het bericht wordt opnieuw afgeleverd.")).to_be_visible()
    entry = OutboxEntry.objects.get(kind=KIND)
    assert entry.redeliveries.count() == 1
    assert len(site.events) == 1
    assert visitor.errors == []
