"""The public tool in a real browser with its own policy: a whole traject in many ways, and nothing that leaves."""

import json
import re
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from exporters.kinds.website.exporter import Website
from tests.browser.conftest import Visitor
from tests.browser.sites import Site, served
from tests.exporters.kinds.website.packs import pack_of, whole_release

pytestmark = pytest.mark.browser
PAGES = (
    *("index", "traject", "rapport", "aanbevelingen", "aanbevelingen/domein-1", "plan", "uitleg", "begrippen"),
    *("interventies", "praktijkvoorbeelden", "links", "verantwoording", "colofon", "toegankelijkheid", "zoeken"),
    *("bewaren", "404"),
)
SIZES = ((360, 780), (768, 1024), (1366, 768), (1920, 1080))


@pytest.fixture
def files(tmp_path: Path) -> dict[str, bytes]:
    return Website().files(pack_of(tmp_path / "pack", whole_release()))


@pytest.fixture
def site(files: dict[str, bytes]) -> Iterator[Site]:
    with served(files) as running:
        yield running


@pytest.fixture
def team(chromium: Browser, site: Site) -> Iterator[Visitor]:
    """Return a team before the first page, that fails the test when anything went wrong or asked another host."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="nl-NL", accept_downloads=True)
    context.set_default_timeout(10_000)
    visitor = Visitor(context.new_page(), site.address)
    yield visitor
    assert visitor.errors == []
    assert visitor.outside == []
    assert context.cookies() == []
    context.close()


def give_scores(page: Page, scores: list[int]) -> None:
    """Score every domain, one by one, with the mouse."""
    for number, score in enumerate(scores, start=1):
        card = page.locator(".domain-card:visible")
        expect(card.get_by_role("heading", level=2)).to_contain_text(f"Domein {number}")
        card.get_by_role("radio", name=str(score), exact=True).click()
        if number < len(scores):
            page.get_by_role("button", name="Volgende").click()


def a_whole_traject(team: Visitor) -> None:
    """From the first page to a plan, as one does with a mouse or a finger."""
    page = team.open("index.html")
    page.get_by_role("link", name="Start traject").first.click()
    page.wait_for_url("**/traject.html")
    give_scores(page, [4, 6, 3, 8, 5, 7, 6, 4])
    page.get_by_role("radio", name="Leerlingen").click()
    page.get_by_role("button", name=re.compile("Domein 1")).click()
    give_scores(page, [9, 6, 3, 8, 5, 7, 6, 4])
    page.get_by_role("link", name="Bekijk het rapport").click()
    page.wait_for_url("**/rapport.html")
    table = page.get_by_role("table")
    expect(table.get_by_role("row", name="1. Domein 1 4 9 5 praat hierover")).to_be_visible()
    assert page.locator(".picture svg").count() == 2
    page.get_by_role("checkbox", name="3. Domein 3").click()
    page.get_by_role("checkbox", name="1. Domein 1").click()
    expect(page.get_by_text("Jullie kozen 2 van ongeveer 3 domeinen.")).to_be_visible()
    page.get_by_role("link", name="Lees de aanbevelingen").click()
    page.wait_for_url("**/aanbevelingen.html")
    expect(page.locator(".card.chosen")).to_have_count(2)
    page.get_by_role("link", name="Domein 1").click()
    page.wait_for_url("**/domein-1.html")
    page.get_by_role("button", name=re.compile("Zet in ons plan ?: Plan-rust-1")).click()
    page.get_by_role("button", name=re.compile("Zet in ons plan ?: Rustig-leren")).click()
    page.get_by_text("Past deze interventie bij ons?").first.click()
    page.get_by_role("group", name="Past dit bij ons (1)?").get_by_label("Ja").click()
    page.get_by_role("link", name="Naar jullie plan").click()
    page.wait_for_url("**/plan.html")
    page.get_by_label("Wie?").first.fill("Mentor van klas 3")
    page.get_by_label("Wanneer?").first.fill("Na de herfst")
    page.get_by_label("Hoe zien we of het helpt?").first.fill("Een vraag per maand.\n" + "Heel lang " * 100)
    expect(page.get_by_text("Past bij ons? 1 keer ja")).to_be_visible()
    page.get_by_label("Eigen actie bij dit domein").first.fill("Een stille pauze")
    page.get_by_role("button", name="Voeg toe").first.click()
    expect(page.get_by_role("heading", name="Een stille pauze")).to_be_visible()


def at(team: Visitor, name: str) -> Page:
    """Go to a page and wait until its scripts have run."""
    team.page.goto(f"{team.address}{name}.html")
    return team.page


def kept(page: Page) -> Any:
    return json.loads(page.evaluate("localStorage.getItem('wegwijzer')"))


def test_a_team_goes_through_a_whole_traject_with_the_mouse_and_prints_it(team: Visitor, tmp_path: Path) -> None:
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


def test_a_whole_traject_goes_by_keyboard_alone_and_shows_where_one_is(team: Visitor) -> None:
    page = team.open("index.html")

    def go_to(name: str) -> None:
        """Press Tab until what has the focus is called ``name``."""
        for _ in range(80):
            page.keyboard.press("Tab")
            told = page.evaluate(
                "[document.activeElement.getAttribute('aria-label'), document.activeElement.textContent, "
                "document.activeElement.labels?.[0]?.textContent, document.activeElement.name].join(' ')"
            )
            outline = page.evaluate(
                "getComputedStyle(document.activeElement.type === 'radio' && document.activeElement.nextElementSibling "
                "|| document.activeElement).outlineStyle"
            )
            assert outline != "none", f"nobody sees that {told} has the focus"
            if name in told:
                return
        raise AssertionError(f"{name} is not reached")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    go_to("Start traject")
    page.keyboard.press("Enter")
    page.wait_for_url("**/traject.html")
    for number in range(1, 9):
        go_to(f"score-domein-{number}")
        page.keyboard.press("Space")
        for _ in range(number):
            page.keyboard.press("ArrowRight")
        if number < 8:
            go_to("Volgende")
            page.keyboard.press("Enter")
    scores = kept(page)["trajecten"][0]["perspectieven"][0]["scores"]
    assert scores == {f"domein-{number}": number + 1 for number in range(1, 9)}
    go_to("Bekijk het rapport")
    page.keyboard.press("Enter")
    page.wait_for_url("**/rapport.html")
    go_to("1. Domein 1gemiddeld")
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name="1. Domein 1")).to_be_focused()
    go_to("Lees de aanbevelingen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/aanbevelingen.html")
    go_to("Domein 1")
    page.keyboard.press("Enter")
    page.wait_for_url("**/domein-1.html")
    go_to(": Plan-rust-1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=re.compile("Staat in ons plan ?: Plan-rust-1"))).to_be_focused()
    go_to("Naar jullie plan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plan.html")
    go_to("Wie?")
    page.keyboard.type("Wij samen")
    assert kept(page)["trajecten"][0]["plan"][0]["wie"] == "Wij samen"


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_barrier_that_a_machine_can_find_empty_or_filled_in(team: Visitor, scheme: Any) -> None:
    team.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    for filled in (False, True):
        if filled:
            a_whole_traject(team)
        for name in PAGES:
            page = at(team, name)
            for summary in page.locator("summary:visible").all():
                if summary.evaluate("(one) => !one.parentElement.open"):
                    summary.click()
            assert team.accessibility_problems("html") == [], (name, scheme, filled)
            levels = page.locator("h1:visible, h2:visible, h3:visible, h4:visible, h5:visible").evaluate_all(
                "(all) => all.map((one) => Number(one.tagName[1]))"
            )
            assert levels[0] == 1
            assert levels.count(1) == 1, name
            assert all(after - before <= 1 for before, after in pairwise(levels)), (name, levels)


def test_everything_that_is_pressed_is_large_enough_for_a_finger(team: Visitor) -> None:
    """WCAG 2.5.8 asks 24 pixels; buttons and scores get 44."""
    team.page.set_viewport_size({"width": 360, "height": 780})
    a_whole_traject(team)
    for name in PAGES:
        page = at(team, name)
        pressed = ("button", ".button", ".scale-options label", ".segments label", "summary")
        small = page.locator(", ".join(f"{one}:visible" for one in pressed)).evaluate_all(
            "(all) => all.map((one) => [one.textContent.trim(), one.getBoundingClientRect()])"
            ".filter(([, box]) => box.height < 43 || box.width < 40).map(([name]) => name)"
        )
        assert small == [], name


def test_without_scripts_every_page_reads_and_says_what_is_missing(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    for name in PAGES:
        page.goto(f"{site.address}{name}.html")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_text("Om scores te geven en te bewaren is JavaScript nodig.")).to_be_visible()
        expect(page.locator(".script-only:visible")).to_have_count(0)
    page.goto(f"{site.address}traject.html")
    expect(page.get_by_text("De sfeer is gespannen (8).")).to_be_visible()
    context.close()


def test_nothing_moves_while_a_page_comes_in(team: Visitor) -> None:
    a_whole_traject(team)
    watch = """
        window.moved = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((one) => (window.moved += one.value)))
            .observe({ type: "layout-shift", buffered: true });
    """
    team.page.context.add_init_script(watch)
    for name in PAGES:
        page = at(team, name)
        assert page.evaluate("window.moved") == 0, name
