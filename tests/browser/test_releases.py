"""From a closed round to a release that is live, and back, in a browser."""

import pytest
from playwright.sync_api import Page, expect

from cms.accounts.roles import Role
from publishing.releases.channels import live_channel
from publishing.releases.models import Release
from tests.browser.conftest import Visitor
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import REFERENCE_DATE, candidate, published
from tests.factories.sealed import sealed

pytestmark = pytest.mark.browser


def _approve(visitor: Visitor, username: str, address: str) -> Page:
    visitor.page.context.clear_cookies()
    visitor.sign_in_as(username)
    page = visitor.open(address)
    page.get_by_role("button", name="Keur deze uitgave goed").click()
    expect(page.get_by_text("Je keurde uitgave 2026.1 goed.")).to_be_visible()
    return page


def test_two_people_bring_a_release_out_and_one_takes_it_back(visitor: Visitor) -> None:
    karin = person("karin", Role.PUBLISHER)
    person("joris", Role.REVIEWER)
    content.definition()
    published("2025.1", by=karin)
    content.step()
    sealed(REFERENCE_DATE)
    visitor.sign_in_as("karin")
    page = visitor.open("/admin/uitgaven/")
    page.get_by_role("link", name="Kandidaat bevriezen").click()
    page.get_by_label("Nummer", exact=False).fill("2026.1")
    page.get_by_role("button", name="Bevries").click()
    expect(page.get_by_text("Nog niemand keurde dit goed").first).to_be_visible()
    address = f"/admin/uitgaven/{Release.objects.get(number='2026.1').digest}/"
    _approve(visitor, "joris", address)
    page = _approve(visitor, "karin", address)
    page.get_by_role("link", name="Nu publiceren").click()
    page.get_by_role("button", name="Publiceer uitgave 2026.1").click()
    expect(page.get_by_text("Uitgave 2026.1 is live.")).to_be_visible()

    visitor.open(f"/admin/uitgaven/{Release.objects.get(number='2025.1').digest}/")
    page.get_by_role("link", name="Zet deze uitgave weer live").click()
    page.get_by_label("Reden").fill("Fout in stap 1.")
    page.get_by_role("button", name="Zet uitgave 2025.1 weer live").click()
    expect(page.get_by_text("Uitgave 2025.1 is live.")).to_be_visible()
    assert live_channel().generation == 3
    assert (visitor.errors, visitor.outside) == ([], [])


@pytest.mark.parametrize("screen", ["", "bevriezen/", "show", "publiceren/", "plannen/", "terugzetten/"])
def test_the_screens_are_accessible_wide_and_narrow(visitor: Visitor, screen: str) -> None:
    content.definition()
    first = published("2025.1", by=person("karin"))
    content.step()
    going_out = candidate()
    visitor.sign_in(Role.PUBLISHER, Role.REVIEWER)
    about = first if screen == "terugzetten/" else going_out
    within = {"": "", "bevriezen/": "bevriezen/", "show": f"{about.digest}/"}
    visitor.open(f"/admin/uitgaven/{within.get(screen, f'{about.digest}/{screen}')}")
    visitor.looks_right()
