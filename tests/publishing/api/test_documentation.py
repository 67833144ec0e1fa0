"""The documentation for people: every example runs, and the page needs nothing from elsewhere."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from publishing.api.documentation.examples import Example, sections
from publishing.store.base import Store
from tests.publishing.api.conftest import Releases
from tests.publishing.api.published import FIRST, SECOND
from tests.publishing.api.routes import BASE, DOCUMENTATION

_ALL = [example for section in sections(SECOND, FIRST, 64 * "0") for example in section.examples]


class Links(HTMLParser):
    """The addresses in a page, and the ids that they may lead to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.found.append(value)
            if name == "id" and value:
                self.ids.add(value)


def page(api: Client) -> str:
    answer = api.get(DOCUMENTATION)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.usefixtures("releases")
@pytest.mark.parametrize("example", _ALL, ids=[one.path for one in _ALL])
def test_every_example_runs(api: Client, example: Example) -> None:
    assert api.get(BASE + example.path).status_code == 200


def test_every_link_on_the_page_leads_somewhere(api: Client, releases: Releases) -> None:
    links = Links(page(api))
    assert releases.second.release.digest in " ".join(links.found)
    for address in links.found:
        if address.startswith("#"):
            assert address[1:] in links.ids
        elif address.startswith(BASE):
            assert api.get(address).status_code == 200
        else:
            assert address.startswith(("mailto:", "https://"))


@pytest.mark.usefixtures("releases")
def test_the_page_may_use_its_own_style_and_nothing_else(api: Client) -> None:
    text = page(api)
    policy = api.get(DOCUMENTATION)["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert not re.search(r"<script|<img|<link|@import|url\(", text)


def test_before_the_first_release_the_page_says_so(api: Client, store: Store) -> None:
    text = page(api)
    assert "Er is nog geen uitgave" in text
    assert f'href="{BASE}uitgaven' not in text


@pytest.mark.usefixtures("releases")
def test_who_found_a_weakness_reads_whom_to_tell(api: Client) -> None:
    answer = api.get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = dict(line.split(": ", 1) for line in reversed(answer.content.decode().splitlines()))
    assert lines["Contact"].startswith("mailto:")
    assert re.fullmatch(r"20\d\d-\d\d-01T00:00:00Z", lines["Expires"])
    assert api.post("/.well-known/security.txt").status_code == 405
