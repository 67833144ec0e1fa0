"""A real browser on a live server. Without Chromium these tests are skipped, and in CI (CI=true) they fail."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.factories.people import person

CHROMIUM = Path("/usr/bin/chromium")
# A fresh profile that calls nobody: the tests may reach this machine only.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_STICKING_OUT = """
    [...document.querySelectorAll("main *, body > main")]
        .filter((one) => one.checkVisibility())
        .filter((one) => !one.closest(".w-overflow-auto, .scroll, .w-sr-only, svg, iframe, .w-slim-header"))
        .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .map((one) => `${one.tagName} ${one.id} ${one.className}`)
"""
# A menu that slides away, or a message that fades in, has no contrast to judge until it is there.
_STANDING_STILL = """
    new Promise((seen) => setTimeout(seen, 100)).then(() => Promise.all(
        document.getAnimations()
            .filter((one) => one.effect.getComputedTiming().endTime < Infinity)
            .map((one) => one.finished.catch(() => null))
    )).then(() => null)
"""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return Debian's Chromium, started once."""
    if not CHROMIUM.exists():
        reason = f"{CHROMIUM} is not there; install it with: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    # Playwright keeps an event loop in this thread, at which Django would refuse every query that a test makes itself.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), headless=True, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Visitor:
    """A person at a browser, who notes what goes wrong and what asks for another host."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.errors: list[str] = []
        self.outside: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(f"{page.url}: {error}"))
        page.on("console", lambda message: self._note(message.type, message.text))
        page.on("request", lambda request: self._note_request(request.url))

    def _note(self, kind: str, text: str) -> None:
        if kind == "error":
            self.errors.append(f"{self.page.url}: {text}")

    def _note_request(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:", "about:")):
            self.outside.append(url)

    def open(self, path: str) -> Page:
        """Go to ``path`` and wait until it stands still; fail on an answer that is not 200."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == 200, f"{path} gives {answer.status}"
        self.page.wait_for_load_state("networkidle")
        return self.page

    def sign_in(self, *roles: Any) -> None:
        """Be a new person with these roles, from the home page on."""
        self.sign_in_as(person("bezoeker", *roles).username)

    def sign_in_as(self, username: str) -> None:
        """Be a person of a factory, from the home page on, by a session that is there already."""
        client = Client()
        client.force_login(get_user_model().objects.get(username=username))
        name = settings.SESSION_COOKIE_NAME
        self.page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.address}])
        self.open("/admin/")

    def sign_in_by_form(self, username: str) -> None:
        """Sign in as a person of a factory as people do."""
        page = self.open("/admin/login/")
        page.get_by_label("Gebruikersnaam").fill(username)
        page.get_by_label("Wachtwoord", exact=False).first.fill("wachtwoord")
        page.get_by_role("button", name="Inloggen", exact=True).click()
        page.wait_for_url(f"{self.address}/admin/")

    def accessibility_problems(self, within: str = "main") -> list[str]:
        """Return what axe-core finds in ``within``, by rule and place (WCAG 2.2 A and AA)."""
        self.page.evaluate(_STANDING_STILL)
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
        found = Axe().run(self.page, context=within, options={"runOnly": {"type": "tag", "values": tags}})
        return [
            f"{rule['id']}: {place['target']} {place.get('failureSummary', '')}"
            for rule in found["violations"]
            for place in rule["nodes"]
        ]

    def too_wide(self) -> list[str]:
        """Return what sticks out of the window on the right. A table may scroll within a box of its own.

        The menu slides away when the window gets narrow, so what sticks out has a moment to come in.
        """
        for _ in range(40):
            found: list[str] = self.page.evaluate(_STICKING_OUT)
            if not found:
                break
            self.page.wait_for_timeout(50)
        return found


@pytest.fixture
def one_request_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let requests wait for each other: on SQLite in memory all threads share one connection and its transaction."""
    answer, turn = WSGIHandler.__call__, Lock()

    def answer_in_turn(self: WSGIHandler, *args: Any) -> Any:
        with turn:
            return answer(self, *args)

    monkeypatch.setattr(WSGIHandler, "__call__", answer_in_turn)


@pytest.fixture
def visitor(
    chromium: Browser, committed: None, one_request_at_a_time: None, live_server: LiveServer
) -> Iterator[Visitor]:
    """Return somebody with a new profile, before the sign-in page."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL", bypass_csp=True)
    yield Visitor(context.new_page(), live_server.url)
    context.close()
