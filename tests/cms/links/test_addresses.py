"""Every address in the content is found, where an editor would mend it."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.fields import RichTextField

from cms.content.models import Intervention, RecommendationPage, Reference, Substantiation
from cms.content.named import NAME_FIELDS
from cms.links.addresses import content_kinds, links_in, places_in_content, visitable
from cms.vetting.observations import retract_observation
from tests.cms.links.diary import START
from tests.factories import content
from tests.factories.people import person

pytestmark = pytest.mark.django_db


def _html(name: str) -> str:
    return f'<p>Zie <a href="https://{name}.example/">de site</a>.</p>'


def _found() -> dict[str, str]:
    """Return each address with where it stands, as ``title, field``."""
    return {url: f"{place.title}, {place.field}" for url, place in places_in_content()}


def _everything() -> RecommendationPage:
    domain = content.domain(explanation=_html("domein"))
    intervention = content.intervention(
        "Rustig Leren", summary=_html("samenvatting"), url="https://interventie.example"
    )
    content.observation(intervention, url="https://register.example/1")
    page = content.recommendation(domain, "Plan rust", body=_html("body"), interventions={intervention: _html("past")})
    Substantiation.objects.create(recommendation=page, text="Monitor", url="https://bron.example", sort_order=0)
    content.practice_example("Dinsdag", body=_html("voorbeeld"), url="https://school.example")
    content.text(title="Inleiding", body=_html("tekst"))
    content.step(1, title="Kies doelen", body=_html("stap"))
    content.selection_question(1, question="Past dit?", explanation=_html("vraag"))
    content.definition("Druk", body=_html("begrip"))
    content.reference("Kennisbank", url="https://verwijzing.example", description=_html("omschrijving"))
    return page


def test_every_address_is_found_with_where_it_stands() -> None:
    _everything()

    assert _found() == {
        "https://domein.example/": "Domein 1, toelichting",
        "https://body.example/": "Plan rust, tekst",
        "https://bron.example": "Plan rust, onderbouwing: webadres",
        "https://past.example/": "Plan rust, interventie bij een aanbeveling: toelichting bij de aanbeveling",
        "https://samenvatting.example/": "Rustig Leren, samenvatting",
        "https://interventie.example": "Rustig Leren, webadres",
        "https://register.example/1": "Rustig Leren, waarneming: webadres in het register",
        "https://voorbeeld.example/": "Dinsdag, tekst",
        "https://school.example": "Dinsdag, webadres",
        "https://tekst.example/": "Inleiding, tekst",
        "https://stap.example/": "Kies doelen, tekst",
        "https://vraag.example/": "Past dit?, toelichting",
        "https://begrip.example/": "Druk, omschrijving",
        "https://verwijzing.example": "Kennisbank, webadres",
        "https://omschrijving.example/": "Kennisbank, omschrijving",
    }


def test_no_kind_of_content_and_no_rich_text_is_left_out() -> None:
    kinds = content_kinds()
    with_text = [kind for kind in kinds if any(isinstance(field, RichTextField) for field in kind._meta.fields)]

    assert set(kinds) == set(NAME_FIELDS)
    assert set(with_text) == set(NAME_FIELDS), "a kind without rich text would make the test above too easy"


def test_the_draft_counts_and_not_what_it_will_replace() -> None:
    page = _everything()
    page.body = _html("nieuw")
    page.title = "Plan meer rust"
    page.substantiations = [Substantiation(text="Monitor", url="https://nieuwe-bron.example")]  # type: ignore[misc]  # modelcluster takes a list
    page.intervention_links = []  # type: ignore[misc]  # as above
    page.save_revision()

    found = _found()

    assert found["https://nieuw.example/"] == "Plan meer rust, tekst"
    assert found["https://nieuwe-bron.example"] == "Plan meer rust, onderbouwing: webadres"
    assert not {"https://body.example/", "https://bron.example", "https://past.example/"} & found.keys()


def test_a_draft_that_was_never_ready_counts() -> None:
    item = Intervention(name="Nieuw", live=False, url="https://concept.example")
    item.save()
    item.save_revision()

    assert _found() == {"https://concept.example": "Nieuw, webadres"}


def test_a_draft_that_became_ready_is_read_once() -> None:
    item = content.reference(url="https://eerst.example")
    item.url = "https://daarna.example"
    item.save_revision().publish()

    assert [url for url, _place in places_in_content()] == ["https://daarna.example"]


def test_a_withdrawn_observation_leads_nowhere_any_more() -> None:
    observation = content.observation(content.intervention(), url="https://register.example/1")
    retract_observation(observation=observation, by=person(), reason="Verkeerd.", at=START)

    assert _found() == {}


@pytest.mark.parametrize(
    ("written", "address"),
    [
        (" https://a.example/b#c ", "https://a.example/b"),
        ("HTTP://a.example#b", "http://a.example"),
        ("https://a.example/?q=1#", "https://a.example/?q=1"),
        ("#kop", ""),
        ("", ""),
        ("www.a.example", ""),
        ("mailto:iemand@a.example", ""),
        ("tel:0101234567", ""),
        ("https://", ""),
        ("https://[", ""),
        ("https://a.example/\0\ud800", "https://a.example/?"),
    ],
)
def test_only_the_address_of_a_web_page_is_visited(written: str, address: str) -> None:
    assert visitable(written) == address


def test_links_are_read_from_stored_rich_text() -> None:
    stored = '<p><a linktype="page" id="3">x</a> <a href="https://a.example/?a=1&amp;b=2">y</a> <a>z</a> <a href="'

    assert links_in(stored) == ["https://a.example/?a=1&b=2"]


def test_many_items_cost_as_many_queries_as_one() -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            list(places_in_content())
        return len(queries)

    page = _everything()
    before = count()
    for number in range(30):
        content.reference(f"Bron {number}", url=f"https://bron-{number}.example")
        Substantiation.objects.create(recommendation=page, text="Nog een", url=f"https://o-{number}.example")
        item: Any = Reference.objects.last()
        item.save_revision()

    assert count() == before == len(NAME_FIELDS) + 2 + 1, "each kind, its rows below it, the observations"
