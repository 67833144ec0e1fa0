"""A reader without an account, in a real browser with the policy on: from the link to a comment, wide, narrow, dark."""

import re
from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from cms.accounts.roles import Role
from publishing.releases.freeze import freeze_release
from publishing.releases.packs import ensure_pack
from publishing.releases.previews.addresses import ENTRANCE, READING
from publishing.releases.previews.giving import revoke_access
from publishing.releases.previews.models import Access
from publishing.rounds.models import Comment
from tests.browser.chromium import window
from tests.browser.conftest import Visitor
from tests.factories import content
from tests.factories.people import person
from tests.factories.previews import given
from tests.factories.rounds import opened_on_release

pytestmark = pytest.mark.browser

LONG = "Langetermijnarbeidsongeschiktheidsverzekeringsmaatschappijvraagstukken in de school"


@pytest.fixture
def reader(
    chromium: Browser, committed: None, one_request_at_a_time: None, live_server: LiveServer
) -> Iterator[Visitor]:
    """Return somebody without an account, whose browser keeps the policy of the pages."""
    context = window(chromium)
    yield Visitor(context.new_page(), live_server.url)
    context.close()


@pytest.fixture
def link(committed: None) -> tuple[Access, str]:
    """Return a link to a candidate of an open round."""
    karin = person("karin", Role.PUBLISHER)
    example = content.practice_example(LONG)
    content.observation(made := content.intervention())
    content.definition()
    content.recommendation(
        content.domain(title=LONG), interventions={made: "<p>Oefenen.</p>"}, practice_examples=(example,)
    )
    round_ = opened_on_release(karin)
    frozen = freeze_release(
        number="2026.1", reference_date=round_.reference_date, round_year=round_.year, by=karin, at=timezone.now()
    )
    ensure_pack(frozen.release)
    access, token = given(frozen.release, karin, kind=Access.Kind.LINK)
    return access, token


def test_a_reader_comes_in_reads_and_says_something_by_keyboard(reader: Visitor, link: tuple[Access, str]) -> None:
    access, token = link
    page = reader.open(f"{ENTRANCE}#{token}")
    assert page.url == f"{reader.address}{ENTRANCE}", "the token does not stay in the address"
    reader.looks_right(within="html", crawled=False)
    page.get_by_label("Jouw naam").fill("Lea")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{READING}")
    assert page.evaluate("document.cookie").find("voorbeeld=") == -1
    reader.looks_right(within="html", crawled=False)
    page.get_by_text("Begrippen (1)").press("Enter")
    expect(page.get_by_role("link", name="Prestatiedruk")).to_be_visible()
    page.get_by_role("link", name="Plan rust in de week").press("Enter")
    expect(page.get_by_role("heading", level=1, name="Plan rust in de week")).to_be_visible()
    reader.looks_right(within="html", crawled=False)
    page.get_by_label("Wat wil je hierover zeggen?").fill("Mag dit ook op vrijdag?")
    page.get_by_role("button", name="Plaats opmerking").press("Enter")
    expect(page.locator(".said ol").get_by_text("Mag dit ook op vrijdag?")).to_be_visible()
    said = Comment.objects.get()
    assert (said.reader_name, said.text, said.item.kind) == ("Lea", "Mag dit ook op vrijdag?", "aanbeveling")
    reader.looks_right(within="html", crawled=False)
    assert reader.errors == []
    assert reader.outside == []

    revoke_access(access=access, by=access.made_by, at=timezone.now())
    answer = page.reload()
    assert answer is not None
    assert answer.status == 401
    expect(page.get_by_text("Deze sleutel of link werkt niet (meer).")).to_be_visible()
    reader.looks_right(within="html", crawled=False)


def test_a_link_is_given_and_revoked_on_the_page_of_a_candidate(visitor: Visitor, link: tuple[Access, str]) -> None:
    visitor.sign_in_as("karin")
    release = link[0].release
    page = visitor.open(f"/admin/uitgaven/{release.digest}/")
    page.get_by_role("link", name="Laat het voorbeeld zien").click()
    page.get_by_role("button", name="Maak de toegang").click()
    expect(page.get_by_text("Zeg voor wie dit is.")).to_be_visible()
    page.get_by_label("Wat heb je nodig?").select_option("leeslink")
    page.get_by_label("Voor wie?").fill("Leesgroep van mei")
    page.get_by_role("button", name="Maak de toegang").click()
    shown = page.get_by_label("De link voor Leesgroep van mei").input_value()
    assert shown.startswith(f"http://127.0.0.1:8000{ENTRANCE}#")
    visitor.looks_right()
    page.get_by_role("link", name="Terug naar de uitgave").click()
    page.get_by_role("button", name=re.compile("Trek in.*Leesgroep van mei")).click()
    expect(page.get_by_text("Ingetrokken. De link voor lezers")).to_be_visible()
    visitor.open(f"/admin/uitgaven/{release.digest}/")  # without the message, which fades in
    visitor.looks_right()
    assert visitor.errors == []
    assert visitor.outside == []
