"""The public tool when something is wrong: a clear message, nothing lost, never an empty page."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Browser, Page, expect

from exporters.kinds.website.exporter import Website
from publishing.documents.base import Document
from publishing.documents.kinds.recommendation import InterventionLink
from tests.browser.chromium import window
from tests.browser.conftest import Visitor
from tests.browser.public_tool.sites import Site, served
from tests.exporters.kinds.website.packs import domain, intervention, pack_of, recommendation, whole_release
from tests.exporters.kinds.website.test_states import state, traject

pytestmark = pytest.mark.browser
LONG = "Langetermijnschoolaanwezigheidsbevorderingsprogramma" * 6
FULL = "Storage.prototype.setItem = () => { throw new DOMException('vol', 'QuotaExceededError'); }"
FORBIDDEN = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('nee', 'SecurityError'); } })"
)


def files_of(folder: Path, documents: list[Document], **kwargs: Any) -> dict[str, bytes]:
    return Website().files(pack_of(folder / f"pack-{len(list(folder.iterdir()))}", documents, **kwargs))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with served(files_of(tmp_path, whole_release())) as running:
        yield running


@pytest.fixture
def team(chromium: Browser, site: Site) -> Iterator[Visitor]:
    context = window(chromium, service_workers="block")
    context.set_default_timeout(10_000)
    visitor = Visitor(context.new_page(), site.address)
    yield visitor
    assert [one for one in visitor.errors if "ERR_" not in one] == []  # a browser itself notes what it cannot reach
    context.close()


def at(team: Visitor, name: str) -> Page:
    team.page.goto(f"{team.address}{name}")
    return team.page


def keep(team: Visitor, value: Any) -> None:
    """Let the browser hold ``value`` from before."""
    at(team, "404.html").evaluate("(text) => localStorage.setItem('wegwijzer', text)", json.dumps(value))


def kept(page: Page) -> Any:
    return json.loads(page.evaluate("localStorage.getItem('wegwijzer')") or "null")


@pytest.mark.parametrize(
    ("script", "told"), [(FULL, "De opslag van je browser is vol."), (FORBIDDEN, "Je browser wil hier niets bewaren.")]
)
def test_where_nothing_can_be_kept_one_goes_on_working_and_is_told(team: Visitor, script: str, told: str) -> None:
    team.page.add_init_script(script)
    page = at(team, "traject.html")
    page.locator(".domain-card:visible").get_by_role("radio", name="7", exact=True).click()
    expect(page.get_by_text(told)).to_be_visible()
    expect(page.get_by_text("Team: 1 van 8 domeinen hebben een score.")).to_be_visible()
    assert team.accessibility_problems("html") == []


def test_what_cannot_be_read_is_put_aside_and_can_be_fetched(team: Visitor) -> None:
    at(team, "404.html").evaluate("localStorage.setItem('wegwijzer', '{\"formaat\": \"wegwij')")
    page = at(team, "traject.html")
    expect(page.get_by_text("Wat in deze browser stond, kunnen we niet lezen.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Haal het op als bestand").click()
    assert Path(download.value.path()).read_text() == '{"formaat": "wegwij'


def test_what_a_newer_site_kept_is_left_as_it_is(team: Visitor) -> None:
    keep(team, {"formaat": "wegwijzer-trajecten", "versie": 9, "iets": "nieuws"})
    page = at(team, "traject.html")
    expect(page.get_by_text("staat een traject van een nieuwere Wegwijzer")).to_be_visible()
    page.locator(".domain-card:visible").get_by_role("radio", name="7", exact=True).click()
    assert kept(page)["versie"] == 9


@pytest.mark.parametrize(
    ("content", "told"),
    [("geen json", "Dit is geen bestand van de Wegwijzer."), ('{"formaat": "weg', "Dit bestand is beschadigd.")],
)
def test_a_bad_file_changes_nothing_and_says_why(team: Visitor, content: str, told: str) -> None:
    keep(team, state(traject()))
    page = at(team, "bewaren.html")
    before = kept(page)
    page.get_by_label("Open een bestand").set_input_files(
        {"name": "x.json", "mimeType": "application/json", "buffer": content.encode()}
    )
    expect(page.get_by_text(told)).to_be_visible()
    assert kept(page) == before


def test_a_file_and_a_link_bring_a_traject_to_another_browser_beside_what_is_there(
    team: Visitor, chromium: Browser
) -> None:
    keep(team, state(traject(naam="Havo 3", notities={"domein-1": "Geheim"})))
    page = at(team, "bewaren.html")
    link = page.get_by_label("Link met scores").input_value()
    with page.expect_download() as download:
        page.get_by_role("button", name="Bewaar als bestand").click()
    elsewhere = window(chromium, service_workers="block")
    other = Visitor(elsewhere.new_page(), team.address)
    keep(other, state(traject(id="t-9", naam="Van ons")))
    other.page.goto(link)
    expect(other.page.get_by_text("Je kijkt nu naar de scores van ‘Havo 3’")).to_be_visible()
    assert "#" not in other.page.url
    assert [one["naam"] for one in kept(other.page)["trajecten"]] == ["Van ons", "Havo 3 (gedeeld)"]
    assert "Geheim" not in json.dumps(kept(other.page))
    at(other, "bewaren.html").get_by_label("Open een bestand").set_input_files(download.value.path())
    expect(other.page.get_by_text("‘Havo 3’ is toegevoegd")).to_be_visible()
    assert kept(other.page)["trajecten"][0]["naam"] == "Van ons"
    other.page.goto(f"{link[:-1]}{'a' if link[-1] != 'a' else 'b'}")
    expect(other.page.get_by_text("De link met scores is niet volledig of veranderd.")).to_be_visible()
    elsewhere.close()


def test_everything_goes_with_one_press_and_comes_back_with_another(team: Visitor) -> None:
    keep(team, state(traject()))
    page = at(team, "bewaren.html")
    page.get_by_role("button", name="Wis alles").click()
    assert kept(page)["trajecten"] == []
    page.get_by_role("button", name="Maak ongedaan").click()
    assert kept(page)["trajecten"][0]["naam"] == "Havo 3"


def test_scores_of_a_release_with_other_domains_stay_and_are_told_of(team: Visitor) -> None:
    known = {"domein": {"rust": ["Rust in huis", "a"], "domein-1": ["Domein 1", "anders"]}}
    scores = [{"id": "team", "naam": "Team", "scores": {"rust": 3, "domein-1": 5}}]
    keep(team, state(traject(uitgave="2025.1", bekend=known, perspectieven=scores, gekozen={"rust": "verbeteren"})))
    page = at(team, "rapport.html")
    expect(page.get_by_text("Dit traject begon met uitgave 2025.1. Je kijkt nu in uitgave 2026.1.")).to_be_visible()
    expect(page.get_by_text("deze domeinen niet: ‘Rust in huis’")).to_be_visible()
    page.get_by_role("button", name="Wat is er veranderd?").click()
    expect(page.get_by_text("Domein: Rust in huis (door jullie gebruikt)")).to_be_visible()
    assert team.accessibility_problems("html") == []
    page = at(team, "plan.html")
    expect(page.get_by_role("heading", name="Rust in huis")).to_be_visible()
    page.get_by_role("button", name="Ga verder met uitgave 2026.1").click()
    expect(page.get_by_text("Dit traject begon met uitgave")).to_have_count(0)
    assert kept(page)["trajecten"][0]["perspectieven"][0]["scores"]["rust"] == 3


def test_an_earlier_traject_lies_beside_this_one(team: Visitor) -> None:
    now = traject(id="t-2", naam="Dit jaar", perspectieven=[{"id": "team", "naam": "Team", "scores": {"domein-1": 8}}])
    before = traject(naam="Vorig jaar", perspectieven=[{"id": "team", "naam": "Team", "scores": {"domein-1": 4}}])
    keep(team, {**state(before, now), "huidig": "t-2"})
    page = at(team, "rapport.html")
    page.get_by_label("Vergelijk met een eerder traject").select_option("t-1")
    expect(page.get_by_role("row", name="1. Domein 1 8 4")).to_be_visible()
    assert team.accessibility_problems("html") == []


def test_forty_recommendations_and_endless_words_fit_on_a_telephone(team: Visitor, site: Site, tmp_path: Path) -> None:
    link = [InterventionLink(intervention="lang", tailored_text=f"<p>{LONG}</p>")]
    many = [
        recommendation(f"plan-{n}", title=f"{LONG} {n}", body=f"<p>{LONG}</p>", interventions=link) for n in range(40)
    ]
    long_domain = domain(title=LONG, when_low=LONG, when_high=LONG, explanation=f"<p>{LONG}</p>")
    held = msgspec.structs.replace(
        intervention("lang"), name=LONG, owner=LONG, sectors=[LONG], themes=[LONG], regions=[LONG]
    )
    site.files = files_of(tmp_path, [long_domain, *many, held])
    scores = [
        {"id": "team", "naam": LONG, "scores": {"domein-1": 3}},
        {"id": "ouders", "naam": LONG, "scores": {"domein-1": 9}},
    ]
    item = {"soort": "aanbeveling", "id": "plan-1", "bij": "", "domein": "domein-1", "titel": LONG, "wie": LONG}
    keep(team, state(traject(naam=LONG, perspectieven=scores, gekozen={"domein-1": "verbeteren"}, plan=[item])))
    team.page.set_viewport_size({"width": 320, "height": 640})
    for name in ("traject", "rapport", "aanbevelingen", "aanbevelingen/domein-1", "plan", "interventies", "bewaren"):
        page = at(team, f"{name}.html")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
        assert team.accessibility_problems("html") == [], name


def test_a_filter_leaves_what_fits_and_says_how_many(team: Visitor) -> None:
    page = at(team, "interventies.html")
    page.get_by_label("Leeftijd van de leerlingen").fill("10")
    expect(page.get_by_text("Je ziet 1 van 2 interventies.")).to_be_visible()
    expect(page.get_by_role("heading", name="Rustig-leren")).to_be_hidden()
    page.get_by_label("Onderwijstype").select_option("havo")
    expect(page.get_by_text("Geen enkele interventie past bij deze keuze.")).to_be_visible()
    page.get_by_role("button", name="Laat alles weer zien").click()
    expect(page.locator("[data-intervention]:visible")).to_have_count(2)
    page.get_by_label("Niveau van erkenning").select_option("goed onderbouwd")
    expect(page.get_by_text("Je ziet 2 van 2 interventies.")).to_be_visible()


def test_typing_in_search_over_two_thousand_items_finds_all_and_shows_the_first(
    team: Visitor, site: Site, tmp_path: Path
) -> None:
    text = "<p>" + "Leerlingen en docenten plannen samen rust in de week. " * 20 + "</p>"
    many = [recommendation(f"plan-{n}", title=f"Plan {n}", body=text) for n in range(2_000)]
    site.files = files_of(tmp_path, [domain(), *many])
    page = at(team, "zoeken.html")
    page.wait_for_load_state("networkidle")
    page.get_by_label("Waar zoek je naar?").press_sequentially("docenten plannen rust")
    expect(page.get_by_text("2000 gevonden. Je ziet de eerste 40.")).to_be_visible()
    page.get_by_label("Waar zoek je naar?").fill("xyzzy")
    expect(page.get_by_text("Niets gevonden voor ‘xyzzy’.")).to_be_visible()


def test_notices_and_a_newer_release_are_told_of_and_a_catalogue_that_is_away_is_not(
    team: Visitor, site: Site, tmp_path: Path
) -> None:
    site.files = files_of(tmp_path, whole_release(), base_url=site.origin)
    page = at(team, "index.html")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".toast")).to_have_count(0)
    notices = {"items": [{"tekst": "Een telefoonnummer is veranderd.", "soort": "mededeling"}, {"tekst": 5}, None]}
    page.route("**/api/v1/uitgaven/2026.1/mededelingen", lambda route: route.fulfill(json=notices))
    page.route("**/api/v1/uitgaven", lambda route: route.fulfill(json={"actueel": "2027.1"}))
    page.evaluate("sessionStorage.clear()")
    at(team, "index.html")
    expect(page.get_by_text("Een telefoonnummer is veranderd.")).to_be_visible()
    expect(page.get_by_text("Er is een nieuwere uitgave van de Wegwijzer: 2027.1.")).to_be_visible()
    assert team.accessibility_problems("html") == []
    team.errors.clear()  # the first two answers were 404, which a browser writes down
