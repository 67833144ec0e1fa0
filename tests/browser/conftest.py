"""A person at a real browser on a live server."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Lock, Semaphore
from time import monotonic
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.servers.basehttp import ServerHandler
from django.test import Client
from playwright.sync_api import Browser, Page, Request
from pytest_django.live_server_helper import LiveServer

from tests.browser.chromium import barriers, window
from tests.factories.people import person

NARROW = ((320, "light"), (375, "dark"))  # widths in pixels, and the scheme of colours
WIDE = (1280, "light")  # as tests/safety/test_axe.py looks at every screen of the workshop
QUIET = 0.1  # seconds without a request
_UNFOLDED = "for (const one of document.querySelectorAll('main details:not([open])')) one.open = one.dataset.was = true"
_FOLDED = "for (const one of document.querySelectorAll('main details[data-was]')) one.open = false"
# Wagtail parks its minimap and its side panel beside the window, and its header is a little wider than that.
_STICKING_OUT = """
    [...document.querySelectorAll("main *, body > main")]
        .filter((one) => one.checkVisibility())
        .filter((one) => !one.closest(".w-overflow-auto, .scroll, .w-sr-only, svg, iframe, .w-slim-header"))
        .filter((one) => !one.closest("[class*=minimap], .form-side, .w-header"))
        .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .map((one) => `${one.tagName} ${one.id} ${one.className}`)
"""


class Visitor:
    """A person at a browser, who notes what goes wrong and what asks for another host."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.errors: list[str] = []
        self.outside: list[str] = []
        self._asked: set[Request] = set()
        page.on("pageerror", lambda error: self.errors.append(f"{page.url}: {error}"))
        page.on("console", lambda message: self._note(message.type, message.text))
        page.on("request", self._note_request)
        page.on("requestfinished", lambda request: self._asked.discard(request))
        page.on("requestfailed", lambda request: self._asked.discard(request))

    def _note(self, kind: str, text: str) -> None:
        if kind == "error":
            self.errors.append(f"{self.page.url}: {text}")

    def _note_request(self, request: Request) -> None:
        self._asked.add(request)
        if not request.url.startswith((self.address, "data:", "blob:", "about:")):
            self.outside.append(request.url)

    def open(self, path: str) -> Page:
        """Go to ``path`` and wait until it stands still; fail on an answer that is not 200."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == 200, f"{path} gives {answer.status}"
        self._wait_until_quiet()
        return self.page

    def _wait_until_quiet(self) -> None:
        """Wait until every request was answered and the page asked nothing more for a moment."""
        quiet_since = monotonic()
        while monotonic() - quiet_since < QUIET:
            self.page.wait_for_timeout(20)
            if self._asked:
                quiet_since = monotonic()

    def sign_in(self, *roles: Any) -> None:
        """Be a new person with these roles, before any page is opened."""
        self.sign_in_as(person("bezoeker", *roles).username)

    def sign_in_as(self, username: str) -> None:
        """Be a person of a factory, by a session that is there already, before any page is opened."""
        client = Client()
        client.force_login(get_user_model().objects.get(username=username))
        name = settings.SESSION_COOKIE_NAME
        self.page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.address}])

    def sign_in_by_form(self, username: str) -> None:
        """Sign in as a person of a factory as people do."""
        page = self.open("/admin/login/")
        page.get_by_label("Gebruikersnaam").fill(username)
        page.get_by_label("Wachtwoord", exact=False).first.fill("wachtwoord")
        page.get_by_role("button", name="Inloggen", exact=True).click()
        page.wait_for_url(f"{self.address}/admin/")

    def look(self, name: str) -> None:
        """Keep a picture of the screen in the folder that SCREENSHOTS names, where somebody wants to look at it."""
        if folder := os.environ.get("SCREENSHOTS"):
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    def fits(self, path: str, name: str, *, within: str = "body") -> None:
        """Open ``path``, and all that folds there, and look at it."""
        page = self.open(path)
        for folded in page.locator(".technical summary").all():
            folded.click()
        self.looks_right(name, within=within)

    def looks_right(self, name: str = "", *, within: str = "main", crawled: bool = True) -> None:
        """Look at the page, unfolded, wide and narrow, light and dark; fail on what sticks out or is a barrier.

        What is ``crawled`` is looked at for barriers in the wide window elsewhere: every screen of the workshop.
        """
        self.page.evaluate(_UNFOLDED)
        for width, scheme in (*NARROW, WIDE):
            self.page.set_viewport_size({"width": width, "height": 1600})
            self.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            if name:
                self.look(f"{name}-{width}")
            problems = [] if crawled and (width, scheme) == WIDE else self.accessibility_problems(within)
            assert (self.page.url, width, problems) == (self.page.url, width, [])
            assert (self.page.url, width, self.too_wide()) == (self.page.url, width, [])
        self.page.evaluate(_FOLDED)

    def accessibility_problems(self, within: str = "main") -> list[str]:
        """Return what axe-core finds in ``within``."""
        return barriers(self.page, within=within)

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
def one_request_at_a_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let requests wait for each other: on SQLite in memory all threads share one connection and its transaction.

    The test ends when the last one is answered, for after it there is no database.
    """
    answer, turn, answered = ServerHandler.run, Lock(), Semaphore(0)
    begun = 0

    def answer_in_turn(self: ServerHandler, application: Any) -> None:
        nonlocal begun
        begun += 1
        try:
            with turn:
                answer(self, application)
        finally:
            answered.release()

    monkeypatch.setattr(ServerHandler, "run", answer_in_turn)
    yield
    for _ in range(begun):
        assert answered.acquire(timeout=30), "a request is not answered"


@pytest.fixture
def visitor(
    chromium: Browser, committed: None, one_request_at_a_time: None, live_server: LiveServer
) -> Iterator[Visitor]:
    """Return somebody with a new profile, before the sign-in page."""
    context = window(chromium)
    yield Visitor(context.new_page(), live_server.url)
    context.close()
