"""One person proposes a verdict with evidence and another decides, in a real browser."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Intervention
from cms.vetting.evidence.offered import Link, Upload
from cms.vetting.models import Verdict
from tests.browser.conftest import Visitor
from tests.cms.vetting.evidence.files import PDF
from tests.factories import content
from tests.factories.people import person
from tests.factories.verdicts import decided, open_round, proposal

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _open() -> Iterator[None]:
    with open_round():
        yield


def _intervention(name: str = "Rustig Leren", record: str = "1400001", on: date = date(2024, 3, 1)) -> Intervention:
    item = content.intervention(name)
    content.observation(item, record=record, on=on)
    return item


def _edit(item: Intervention) -> str:
    return reverse(Intervention.snippet_viewset.get_url_name("edit"), args=[item.pk]) + "#tab-erkenningen"


def test_one_proposes_with_evidence_and_another_decides(visitor: Visitor) -> None:
    item = _intervention()
    content.recommendation(content.domain(), interventions={item: "<p>Week drie past hier.</p>"})
    visitor.sign_in(Role.EDITOR)
    page = visitor.open(_edit(item))
    page.get_by_role("link", name="Oordeel voorstellen").click()
    page.get_by_label("Opnemen", exact=True).check()
    page.get_by_label("Reden").fill("De erkenning geldt nog op de ijkdatum.")
    page.get_by_label("1400001").check()
    page.get_by_label("Webadressen").fill("https://register.example/1400001")
    page.get_by_label("Bestand").set_input_files({"name": "besluit.pdf", "mimeType": "application/pdf", "buffer": PDF})
    page.get_by_role("button", name="Voorstellen").click()
    expect(page.get_by_text("Het voorstel staat klaar.")).to_be_in_viewport()
    expect(page.get_by_text("Dit stelde je zelf voor. Een ander moet erover beslissen.")).to_be_visible()
    assert Verdict.objects.get().evidence.count() == 3

    visitor.open(reverse("toetsing:index"))  # the editor says goodbye as whoever is signed in
    page.context.clear_cookies()
    person("joris", Role.REVIEWER)
    visitor.sign_in_as("joris")
    page = visitor.open(reverse("toetsing:index"))
    page.get_by_role("link", name=re.compile("Beslissen")).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="besluit.pdf").click()
    assert download.value.path().read_bytes() == PDF
    page.get_by_label("Akkoord", exact=True).check()
    page.get_by_role("button", name="Besluit vastleggen").click()
    expect(page.get_by_text("Je bent akkoord met het voorstel van bezoeker.")).to_be_visible()
    assert Verdict.objects.get().agreed is True
    assert visitor.errors == []


@pytest.mark.parametrize("screen", ["list", "empty-list", "propose", "propose-error", "decide", "tab", "explain"])
def test_the_screens_of_verdicts_are_accessible_wide_and_narrow(visitor: Visitor, screen: str) -> None:
    visitor.sign_in(Role.EDITOR, Role.REVIEWER)
    page = visitor.open(_address(screen))
    if screen == "propose-error":
        page.get_by_role("button", name="Voorstellen").click()
        expect(page.get_by_text("Kies: opnemen of niet opnemen.")).to_be_visible()
    if screen == "tab":
        expect(page.get_by_role("heading", name="Oordeel 2026")).to_be_visible()

    visitor.looks_right()
    expect(page.locator("main")).not_to_be_empty()
    visitor.open("/admin/account/")  # an editor that closes still says goodbye; not while the tables are emptied


def _address(screen: str) -> str:
    if screen == "empty-list":
        return reverse("toetsing:index")
    item = _intervention()
    if screen.startswith("propose"):
        return reverse("toetsing:propose", args=[item.pk])
    return _vetted(item)[screen]


def _vetted(item: Intervention) -> dict[str, str]:
    """Return the addresses of screens about ``item``, one of many in every stage, with a fact that changed."""
    sanne, joris, visitor = person("sanne"), person("joris"), User.objects.get(username="bezoeker")
    other = _intervention("Stille Dagen voor het voortgezet speciaal onderwijs", "2", date(2019, 1, 1))
    domain = content.domain(title="Rust in de school")
    content.recommendation(domain, interventions={item: "<p>Past.</p>", other: "<p>Past.</p>"})
    content.recommendation(domain, "Geef pauzes een plek", interventions={item: "<p>Past.</p>"})
    proposal(_intervention("Sterk Staan", "3"), visitor)
    decided(other, sanne, joris)
    decided(_intervention("Zonder Stress", "4"), sanne, joris, agreed=False)
    evidence = [Link("https://register.example/" + "lang/" * 30, "Onderaan."), Upload("besluit.pdf", PDF)]
    verdict = proposal(item, sanne, evidence=evidence)
    content.observation(item, "Effectief volgens eerste aanwijzingen", date(2026, 6, 1))
    return {
        "list": reverse("toetsing:index"),
        "decide": reverse("toetsing:decide", args=[verdict.pk]),
        "tab": _edit(item),
        "explain": reverse("toetsing:explain", args=[item.pk]),
    }
