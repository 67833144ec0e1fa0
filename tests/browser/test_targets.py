"""Targets and exports in a browser: empty, one, several, failed; wide and narrow, light and dark, keyboard only."""

import re
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django import Settings

from cms.accounts.models import User
from cms.accounts.roles import Role
from exporters.registry import EXPORTERS
from exporters.services import export_release
from exporters.targets import receiver
from exporters.targets.managing import pause_target
from exporters.targets.models import Target
from exporters.targets.work import WORK
from exporters.work import work_of
from publishing.attempts.attempting import attempt_work
from publishing.attempts.sweeping import do_all
from publishing.attempts.works import WORKS
from publishing.releases.models import Release
from tests.browser.conftest import Visitor
from tests.exporters.conftest import Card
from tests.exporters.targets.conftest import Tree, add_tree, made_target
from tests.exporters.targets.readers import number_at
from tests.exporters.targets.tampering import change
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import published

pytestmark = pytest.mark.browser

ADDRESS = "/admin/doelen/"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let targets lie in a folder, get a tree, and be delivered to when a test says so."""
    monkeypatch.setattr(receiver, "nudge", lambda *_: None)
    add_tree(monkeypatch.setitem, Tree(pages=(("pagina/" + "heel-lange-naam-" * 12 + ".html", "x"),)))
    root = (tmp_path / "doelen").as_uri()
    settings.TARGET_ROOTS = [root, "s3://bucket/" + "map-" * 20]
    return root


def _story(place: str, by: User) -> None:
    """Bring about one that is up to date, and others: changed, in the way, paused, for tests."""
    good = made_target(f"{place}/website", by=by)
    changed = made_target(f"{place}/" + "spiegel-" * 12 + "x", by=by, name="Donaudampfschifffahrtsgesellschaft" * 2)
    made_target(f"{place}/in-de-weg", by=by, name="Open data", unpacked=[])
    paused = made_target(f"{place}/uit", by=by, name="Archief")
    made_target(f"{place}/proef", by=by, name="Proef", channel="test")
    content.definition()
    published("2025.1", by=by)
    do_all(WORK, clock=timezone.now)
    change(changed)
    in_the_way = Path(place.removeprefix("file://")) / "in-de-weg"
    in_the_way.rename(in_the_way.with_name("elders"))
    in_the_way.write_text("in de weg")
    pause_target(target=paused, reason="De schijf " + "verhuist-" * 20, by=by, at=timezone.now())
    content.definition("Nog een begrip")
    published("2026.1", by=by)
    do_all(WORK, clock=timezone.now)
    assert number_at(good) == "2026.1"


def test_the_screens_fit_and_are_accessible(visitor: Visitor, place: str) -> None:
    visitor.sign_in(Role.ADMINISTRATOR)
    visitor.fits(ADDRESS, "targets-empty")
    visitor.fits(f"{ADDRESS}nieuw/", "targets-add")
    karin = person("karin")
    one = made_target(f"{place}/een", by=karin, name="Eerste")
    visitor.fits(ADDRESS, "targets-one")
    visitor.fits(f"{ADDRESS}een/{one.slug}/", "targets-show-empty")
    visitor.fits(f"{ADDRESS}een/{one.slug}/proef/", "targets-dry-run-nothing")
    _story(place, karin)
    visitor.fits(ADDRESS, "targets-several")
    for name in ("", "wijzigen/", "afleveren/", "proef/", "pauzeren/"):
        visitor.fits(f"{ADDRESS}een/website/{name}", f"targets-website-{name.strip('/') or 'show'}")
    changed = Target.objects.get(name__startswith="Donau").slug
    for name in ("", "proef/", "overheen/"):
        visitor.fits(f"{ADDRESS}een/{changed}/{name}", f"targets-changed-{name.strip('/') or 'show'}")
    for slug in ("open-data", "archief", "proef"):
        visitor.fits(f"{ADDRESS}een/{slug}/", f"targets-{slug}")
    visitor.fits(f"{ADDRESS}een/open-data/proef/", "targets-open-data-dry-run")
    assert visitor.errors == []
    assert visitor.outside == []


def test_an_administrator_adds_a_target_and_delivers_with_the_keyboard_only(visitor: Visitor, place: str) -> None:
    content.definition()
    made = published("2026.1", by=person("karin"))
    export_release(release=made, at=timezone.now())
    visitor.sign_in(Role.ADMINISTRATOR)
    visitor.page.set_viewport_size({"width": 400, "height": 900})
    page = visitor.open(f"{ADDRESS}nieuw/")
    page.get_by_label("Naam").focus()
    page.keyboard.type("Website")
    page.get_by_label("Map op die plek").focus()
    page.keyboard.type("../etc")
    page.get_by_role("group", name="Exportbestanden").get_by_label("Boom").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Zo kan een map niet heten")).to_be_visible()
    assert visitor.accessibility_problems("body") == []
    page.get_by_label("Map op die plek").fill("website")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Het doel is toegevoegd.")).to_be_visible()

    page.get_by_role("link", name="Wat zou er veranderen?").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Nieuw: 2")).to_be_visible()
    page.get_by_role("link", name="Nu afleveren").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Nu afleveren").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Hier ligt uitgave 2026.1")).to_be_visible()
    assert number_at(Target.objects.get()) == "2026.1"
    assert visitor.errors == []


def test_the_page_of_a_target_follows_a_delivery_by_itself(visitor: Visitor, place: str) -> None:
    karin = person("karin")
    made_target(f"{place}/website", by=karin)
    published("2026.1", by=karin)
    visitor.sign_in(Role.PUBLISHER)
    page = visitor.open(f"{ADDRESS}een/website/")
    expect(page.get_by_text("Hier is nog niets afgeleverd.")).to_be_visible()
    do_all(WORK, clock=timezone.now)
    expect(page.get_by_text("Hier ligt uitgave 2026.1")).to_be_visible()
    assert visitor.errors == []


def _many_kinds(monkeypatch: pytest.MonkeyPatch) -> list[Card]:
    """Put eleven kinds among the others: made, failed, and with a long name."""
    titles = [
        "Werkboek (XLSX)",
        "Datapakket (Frictionless)",
        "Handleiding (PDF)",
        "Handleiding (EPUB)",
        "Website (zip)",
    ]
    titles += [
        "Statische API",
        "Catalogusbeschrijving (DCAT-AP-NL)",
        "Linked data (JSON-LD)",
        "Feed (Atom)",
        "Controle",
    ]
    cards = []
    for number, title in enumerate([*titles, "Donaudampfschifffahrtsgesellschaft" * 3]):
        broken = "Het lettertype ontbreekt op deze machine." if number in (2, 7) else ""
        card = Card(kind=f"soort-{number}", title=title, broken=broken, required=number == 2)
        monkeypatch.setitem(EXPORTERS, card.kind, card)
        cards.append(card)
    return cards


def test_the_exports_of_a_release_fit_with_a_dozen_kinds_and_a_digest_is_copied(
    visitor: Visitor, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    karin = person("karin")
    made_target(f"{place}/website", by=karin)
    made_target(f"{place}/open-data", by=karin, name="Open data", unpacked=[])
    published("2026.1", by=karin)
    do_all(WORK, clock=timezone.now)
    release = Release.objects.get()
    for card in _many_kinds(monkeypatch):
        work = work_of(card)
        monkeypatch.setitem(WORKS, work.kind, work)
        if card.kind != "soort-5":
            attempt_work(work=work, subject=release.digest, clock=timezone.now)
    visitor.sign_in(Role.PUBLISHER)
    visitor.fits(f"/admin/uitgaven/{release.digest}/", "targets-exports")
    visitor.page.set_viewport_size({"width": 1280, "height": 1000})
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visitor.open(f"/admin/uitgaven/{release.digest}/")
    button = page.get_by_role("button", name=re.compile("SHA-256 van Alle inhoud als JSON"))
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_contain_text("Gekopieerd")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == release.artifacts.get(kind="json-bundle").sha256
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.get_by_role("button", name=re.compile("SHA-256 van Boom")).click()
    expect(page.get_by_text(release.artifacts.get(kind="boom").sha256)).to_be_visible()
    assert visitor.errors == []
