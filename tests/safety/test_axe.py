"""No screen of the workshop has a barrier that axe-core finds (WCAG 2.2 A and AA), looked at in Chromium."""

import mimetypes
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route

from tests.browser.chromium import barriers, window
from tests.safety.crawl import Crawl
from tests.safety.world import SUPERUSER

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

NOWHERE = "http://127.0.0.1:9"  # nobody listens there: every answer is one that the crawl had
STATIC = "/static/"


def _whole_pages(crawl: Crawl) -> dict[str, str]:
    """Return each page by its address; what opens within another page is part of that one."""
    return {
        path: answer.text
        for path, answer in crawl.seen(SUPERUSER).items()
        if answer.status == 200 and answer.kind == "text/html" and "<html" in answer.text
    }


def _served(page: Page, pages: Mapping[str, str]) -> None:
    """Let ``page`` find ``pages`` and what they are made up with, and nothing else."""

    def answer(route: Route) -> None:
        address = urlsplit(route.request.url)
        path = f"{address.path}?{address.query}" if address.query else address.path
        found = finders.find(address.path.removeprefix(STATIC)) if address.path.startswith(STATIC) else None
        if path in pages:
            route.fulfill(body=pages[path], content_type="text/html; charset=utf-8")
        elif isinstance(found, str):
            route.fulfill(body=Path(found).read_bytes(), content_type=mimetypes.guess_type(found)[0] or "text/plain")
        else:
            route.abort()

    page.route("**/*", answer)


def test_no_screen_has_a_barrier_that_a_machine_can_find(crawl: Crawl, chromium: Browser) -> None:
    pages = _whole_pages(crawl)
    page = window(chromium).new_page()
    _served(page, pages)
    found = {}
    for path in pages:
        page.goto(NOWHERE + path)
        if problems := barriers(page):
            found[path] = problems
    page.context.close()

    assert len(pages) > 100
    assert found == {}
