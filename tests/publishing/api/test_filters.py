"""A collection is asked for a part: by filters, by words, in another order, with fewer fields."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from publishing.documents.base import Document
from publishing.documents.kinds.domain import Domain
from publishing.documents.kinds.intervention import COARSE, Intervention, Level, Recognition
from publishing.documents.kinds.practice_example import PracticeExample
from publishing.documents.kinds.recommendation import InterventionLink, Recommendation
from publishing.store.base import Store
from tests.publishing.api.published import SECOND, publish
from tests.publishing.api.routes import BASE

HERE = f"{BASE}uitgaven/{SECOND}/"


def recognised(register: Any, level: Level) -> Recognition:
    return Recognition(
        register=register, record="1", level=level, coarse_level=COARSE[level], recognised_on=date(2025, 3, 1)
    )


CONTENT: list[Document] = [
    Domain(id="rust", number=1, title="Rust en ritme"),
    Domain(id="samen", number=2, title="Samen"),
    Recommendation(
        id="plan-rust",
        title="Plan rust",
        domain="rust",
        body="<p>Een <strong>vast</strong> ritme &amp; een zorgvuldige start.</p>",
        preventive=True,
        interventions=[InterventionLink(intervention="adem", tailored_text="<p>Om te oefenen.</p>")],
        practice_examples=["de-linde"],
    ),
    Recommendation(
        id="doe-het-samen",
        title="Doe het samen",
        domain="samen",
        indicated=True,
        interventions=[InterventionLink(intervention="adem"), InterventionLink(intervention="cafe")],
    ),
    Intervention(
        id="adem",
        name="Adem in",
        summary="<p>Voor rust in de klas.</p>",
        age_from=4.0,
        age_to=7.5,
        sectors=["Primair onderwijs"],
        themes=["Angst"],
        regions=["Zuid-Holland", "Fryslân"],
        recognitions=[recognised("nji", "goed-onderbouwd"), recognised("gezonde-school", "eerste-aanwijzingen")],
    ),
    Intervention(
        id="cafe",
        name="Café Étude",
        age_from=12.0,
        themes=["Pesten"],
        recognitions=[recognised("nji", "sterke-aanwijzingen")],
    ),
    Intervention(id="zonder", name="Zonder erkenning", summary="<p>Rust, ook in de pauze: rust.</p>"),
    PracticeExample(id="de-linde", title="De Linde"),
    PracticeExample(id="de-iep", title="De Iep"),
]


@pytest.fixture
def ids(api: Client, store: Store) -> Callable[[str], list[str]]:
    """Return the ids that a collection answers with."""
    publish(store, SECOND, CONTENT)

    def asked(address: str) -> list[str]:
        answer = api.get(HERE + address)
        assert answer.status_code == 200, answer.content
        items = answer.json()["items"]
        assert answer.json()["aantal"] == len(items)
        return [item["id"] for item in items]

    return asked


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("aanbevelingen?domein=rust", ["plan-rust"]),
        ("aanbevelingen?domein=rust,samen", ["plan-rust", "doe-het-samen"]),
        ("aanbevelingen?domein=bestaat-niet", []),
        ("aanbevelingen?preventief=true", ["plan-rust"]),
        ("aanbevelingen?preventief=false", ["doe-het-samen"]),
        ("aanbevelingen?indicatief=true", ["doe-het-samen"]),
        ("domeinen/rust/aanbevelingen", ["plan-rust"]),
        ("domeinen/samen/aanbevelingen?preventief=true", []),
        ("interventies?domein=samen", ["adem", "cafe"]),
        ("interventies?domein=rust", ["adem"]),
        ("praktijkvoorbeelden?domein=rust", ["de-linde"]),
        ("interventies?niveau=goed-onderbouwd", ["adem"]),
        ("interventies?niveau=effectief", ["adem", "cafe"]),
        ("interventies?register=gezonde-school", ["adem"]),
        ("interventies?register=nji&niveau=eerste-aanwijzingen", []),
        ("interventies?register=nji&niveau=effectief", ["cafe"]),
        ("interventies?leeftijd=3", []),
        ("interventies?leeftijd=4", ["adem"]),
        ("interventies?leeftijd=7", ["adem"]),
        ("interventies?leeftijd=8", []),
        ("interventies?leeftijd=7,12", ["adem", "cafe"]),
        ("interventies?leeftijd=120", ["cafe"]),
        ("interventies?sector=primair+onderwijs", ["adem"]),
        ("interventies?thema=PESTEN,angst", ["adem", "cafe"]),
        ("interventies?regio=fryslan", ["adem"]),
        ("interventies?thema=angst&leeftijd=12", []),
    ],
)
def test_filters_hold_together(ids: Callable[[str], list[str]], address: str, found: list[str]) -> None:
    assert ids(address) == found


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("interventies?zoek=cafe+etude", ["cafe"]),
        ("interventies?zoek=CAFÉ", ["cafe"]),
        ("interventies?zoek=cafe%CC%81", ["cafe"]),
        ("interventies?zoek=etu", ["cafe"]),
        ("interventies?zoek=tude", []),
        ("interventies?zoek=klas+rust", ["adem"]),
        ("interventies?zoek=rust", ["zonder", "adem"]),
        ("interventies?zoek=rust&sorteer=volgorde", ["adem", "zonder"]),
        ("interventies?zoek=rust&leeftijd=5", ["adem"]),
        ("aanbevelingen?zoek=rust", ["plan-rust"]),
        ("aanbevelingen?zoek=vast+ritme+zorg", ["plan-rust"]),
        ("aanbevelingen?zoek=oefenen", ["plan-rust"]),
        ("aanbevelingen?zoek=strong", []),
        ("aanbevelingen?zoek=amp", []),
        ("domeinen?zoek=rust", ["rust"]),
        ("interventies?zoek=%22rust%22*+OR+NEAR", []),
    ],
)
def test_words_are_found_by_their_beginning_and_without_accents(
    ids: Callable[[str], list[str]], address: str, found: list[str]
) -> None:
    assert ids(address) == found


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("volgorde", ["adem", "cafe", "zonder"]),
        ("titel", ["adem", "cafe", "zonder"]),
        ("-titel", ["zonder", "cafe", "adem"]),
        ("niveau", ["zonder", "adem", "cafe"]),
        ("-niveau", ["cafe", "adem", "zonder"]),
    ],
)
@pytest.mark.parametrize("limit", [1, 2, 100])
def test_a_collection_is_read_in_the_order_that_was_asked(
    api: Client, ids: Callable[[str], list[str]], order: str, found: list[str], limit: int
) -> None:
    address, seen = f"interventies?sorteer={order}&limiet={limit}", []
    cursor = ""
    while True:
        page = api.get(f"{HERE}{address}{cursor}").json()
        seen += [item["id"] for item in page["items"]]
        if "volgende" not in page:
            break
        cursor = f"&cursor={page['volgende']}"
    assert seen == found


def test_the_pages_of_a_search_are_the_search(api: Client, ids: Callable[[str], list[str]]) -> None:
    first = api.get(f"{HERE}interventies?zoek=rust&limiet=1")
    second = api.get(f"{HERE}interventies?zoek=rust&limiet=1&cursor={first.json()['volgende']}")
    assert [page.json()["items"][0]["id"] for page in (first, second)] == ids("interventies?zoek=rust")
    assert f"zoek=rust&limiet=1&cursor={first.json()['volgende']}" in first["Link"]
    refused = api.get(f"{HERE}interventies?zoek=klas&limiet=1&cursor={first.json()['volgende']}")
    assert refused.status_code == 400
    assert "Hoort niet bij deze vraag" in refused.json()["invalidParams"][0]["reason"]


@pytest.mark.usefixtures("ids")
def test_items_come_with_the_fields_that_were_asked(api: Client) -> None:
    answer = api.get(f"{HERE}interventies?velden=naam,leeftijdVanaf&limiet=1").content
    assert answer.startswith(
        b'{"aantal":3,"items":[{"id":"adem","leeftijdVanaf":4,"naam":"Adem in","soort":"interventie"}]'
    )
    assert b'"soort":"domein"' in api.get(f"{HERE}domeinen?velden=id").content


@pytest.mark.usefixtures("ids")
def test_everything_that_is_wrong_is_named_at_once(api: Client) -> None:
    address = "interventies?niveau=hoog&register=rivm&leeftijd=jong&domein=A&zoek=!&velden=titel&sorteer=datum&thema="
    answer = api.get(HERE + address)
    reasons = {one["name"]: one["reason"] for one in answer.json()["invalidParams"]}
    assert answer.status_code == 400
    assert set(reasons) == {"niveau", "register", "leeftijd", "domein", "zoek", "velden", "sorteer", "thema"}
    assert "goed-onderbouwd" in reasons["niveau"]
    assert "naam" in reasons["velden"]


@pytest.mark.usefixtures("ids")
def test_a_filter_of_another_kind_and_relevance_without_words_are_refused(api: Client) -> None:
    unknown = api.get(f"{HERE}domeinen?niveau=goed-onderbouwd")
    assert "Onbekende parameter" in unknown.json()["invalidParams"][0]["reason"]
    assert api.get(f"{HERE}domeinen?sorteer=relevantie").json()["invalidParams"][0]["name"] == "sorteer"
    assert api.get(f"{HERE}domeinen/rust/aanbevelingen?domein=samen").status_code == 400


@pytest.mark.usefixtures("ids")
def test_the_recommendations_of_a_domain_that_is_not_there_are_a_404(api: Client) -> None:
    assert api.get(f"{HERE}domeinen/onrust/aanbevelingen").status_code == 404
