"""The public tool in a real browser with its own policy: a whole traject in many ways, and nothing that leaves."""

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from exporters.kinds.website.exporter import Website
from tests.browser.conftest import Visitor
from tests.browser.public_tool.sites import Site
from tests.browser.public_tool.walking import PAGES, a_whole_traject, at
from tests.exporters.kinds.website.packs import pack_of, whole_release

pytestmark = pytest.mark.browser


@pytest.mark.poppler
def test_a_team_goes_through_a_whole_traject_with_the_mouse_and_prints_it(team: Visitor, tmp_path: Path) -> None:
    team.page.emulate_media(reduced_motion="no-preference")  # as most people have it; the others do not wait for that
    a_whole_traject(team)
    team.page.reload()
    expect(team.page.get_by_label("Wie?").first).to_have_value("Mentor van klas 3")
    team.page.pdf(path=tmp_path / "plan.pdf")
    told = subprocess.run(  # noqa: S603 - our own file
        ["pdftotext", str(tmp_path / "plan.pdf"), "-"],  # noqa: S607 - where poppler is
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    words = " ".join(told.split())
    for expected in ("Ons plan van aanpak", "Mentor van klas 3", "Na de herfst", "Een stille pauze", "Uitgave 2026.1"):
        assert expected in words
    assert words.count("Heel lang") == 100, "what does not fit the field is printed too"
    assert "Voeg toe" not in words


@pytest.mark.parametrize(("width", "height", "zoom"), [(320, 640, 1), (1366, 768, 2), (1280, 1024, 4)])
def test_a_whole_traject_fits_a_small_telephone_and_a_page_that_is_zoomed_in(
    team: Visitor, width: int, height: int, zoom: int
) -> None:
    """Zooming in makes the window that a page sees smaller by as much (WCAG 1.4.10)."""
    team.page.set_viewport_size({"width": width // zoom, "height": height // zoom})
    a_whole_traject(team)
    for name in PAGES:
        page = at(team, name)
        assert page.evaluate("document.documentElement.scrollWidth") <= width // zoom, name


def test_once_loaded_it_all_works_without_a_connection(team: Visitor, site: Site) -> None:
    page = team.open("index.html")
    page.evaluate("navigator.serviceWorker.ready.then((found) => found.active.state)")
    page.reload()
    site.stop()
    page.context.set_offline(True)
    a_whole_traject(team)
    page = team.open("zoeken.html")
    page.get_by_label("Waar zoek je naar?").fill("prestatiedruk")
    expect(page.get_by_role("link", name="Prestatiedruk", exact=True)).to_be_visible()
    site.start = lambda: None  # type: ignore[method-assign]  # it was stopped on purpose
    page.context.set_offline(False)


def test_nothing_is_asked_but_the_sites_own_files_and_nothing_is_sent(team: Visitor, site: Site) -> None:
    sent: list[str] = []
    team.page.context.on("request", lambda request: sent.append(f"{request.method} {request.post_data or ''}"))
    a_whole_traject(team)
    team.open("bewaren.html")
    assert set(sent) == {"GET "}
    known = {site.address.removeprefix(site.origin) + name for name in [*site.files, ""]}
    assert set(site.asked) - {"/favicon.ico"} <= known


def test_another_release_comes_in_whole_when_somebody_says_so(team: Visitor, site: Site, tmp_path: Path) -> None:
    page = team.open("index.html")
    page.evaluate("navigator.serviceWorker.ready.then((found) => found.active.state)")
    page.reload()
    site.files = Website().files(pack_of(tmp_path / "next", whole_release(), number="2027.1"))
    page.reload()
    expect(page.get_by_text("Er staat een nieuwe versie van deze site klaar.")).to_be_visible()
    for name in ("verantwoording", "traject"):
        expect(at(team, name).locator(".release")).to_contain_text("Uitgave 2026.1")
        assert page.evaluate("import('./js/release.js').then((found) => found.release.number)") == "2026.1"
    page.get_by_role("button", name="Vernieuw nu").first.click()
    expect(page.locator(".release")).to_contain_text("Uitgave 2027.1")
    assert page.evaluate("import('./js/release.js').then((found) => found.release.number)") == "2027.1"
    page.wait_for_function("caches.keys().then((names) => names.length === 1)")
