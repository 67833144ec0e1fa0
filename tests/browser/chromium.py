"""Debian's Chromium for all tests that ask for it, and what axe-core finds on a page in it.

Without Chromium these tests are skipped, and in CI (CI=true) they fail.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.services import presence

PATIENCE = 20_000  # milliseconds that something may take to appear, also on a machine that is busy
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
# A menu that slides away, or a message that fades in, has no contrast to judge until it is there: so it is.
_STANDING_STILL = """
    new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))).then(() => {
        for (const one of document.getAnimations()) {
            if (one.effect.getComputedTiming().endTime < Infinity) one.finish();
        }
    })
"""
_STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_OPTIONS = {"runOnly": {"type": "tag", "values": _STANDARD}, "resultTypes": ["violations"]}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return Debian's Chromium, started once."""
    program, reason = presence.chromium(), presence.missing("browser")
    if reason and os.environ.get("CI") == "true":
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    # Playwright keeps an event loop in this thread, at which Django would refuse every query that a test makes itself.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=program, headless=True, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def window(browser: Browser, **options: Any) -> BrowserContext:
    """Return a new profile, in Dutch, with less motion: nobody waits for what glides. ``options`` as new_context."""
    usual = {"viewport": {"width": 1280, "height": 900}, "locale": "nl-NL", "reduced_motion": "reduce"}
    return browser.new_context(**(usual | options))


def barriers(page: Page, *, within: str = "body") -> list[str]:
    """Return what axe-core finds in ``within``, by rule and place (WCAG 2.2 A and AA)."""
    page.evaluate(_STANDING_STILL)
    found = Axe().run(page, context=within, options=_OPTIONS)
    return [
        f"{rule['id']}: {place['target']} {place.get('failureSummary', '')}"
        for rule in found["violations"]
        for place in rule["nodes"]
    ]
