"""Collections: pages in the order of the release, from the documents' own bytes."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from publishing.api.cursors import read_cursor, write_cursor
from publishing.store.base import Store
from publishing.store.pack_query import Place, Query
from tests.publishing.api.conftest import Releases
from tests.publishing.api.published import FIRST, SECOND, content, move, publish
from tests.publishing.api.routes import BASE

TEXTS = f"{BASE}uitgaven/{SECOND}/teksten"


def next_link(link: str) -> str | None:
    found = re.search(r'<([^>]*)>; rel="next"', link)
    return found and found[1]


def pages(api: Client, address: str) -> Iterator[dict[str, Any]]:
    """Yield each page, turning them as a reader does who follows the Link header."""
    following: str | None = address
    while following:
        response = api.get(following)
        assert response.status_code == 200
        yield response.json()
        following = next_link(response.get("Link", ""))
        assert (following is None) == ("volgende" not in response.json())


@pytest.mark.parametrize("limit", [1, 2, 3, 6, 7, 8, 500])
@pytest.mark.parametrize("tree", [f"uitgaven/{SECOND}", "actueel"])
def test_the_pages_together_are_the_collection_in_the_order_of_the_release(
    api: Client, releases: Releases, tree: str, limit: int
) -> None:
    found = list(pages(api, f"{BASE}{tree}/teksten?limiet={limit}"))
    items = [item for page in found for item in page["items"]]
    assert items == [json.loads(body) for (kind, _), body in releases.second.bodies.items() if kind == "tekst"]
    assert {page["aantal"] for page in found} == {7}
    assert all(0 < len(page["items"]) <= limit for page in found)


def test_a_page_is_made_of_the_documents_own_bytes(api: Client, releases: Releases) -> None:
    body = releases.second.body("domein", "rust")
    assert api.get(f"{BASE}actueel/domeinen").content == b'{"aantal":1,"items":[' + body + b"]}"


def test_an_empty_collection_is_an_answer(api: Client, store: Store) -> None:
    publish(store, FIRST, content("2025")[:1])
    assert api.get(f"{BASE}actueel/domeinen").json() == {"aantal": 0, "items": []}


@pytest.mark.usefixtures("releases")
def test_without_a_limit_a_page_holds_a_hundred(api: Client, store: Store) -> None:
    first = content("2027")[0]
    publish(store, "2027.1", [type(first)(id=f"t-{n}", title="T") for n in range(101)])  # type: ignore[call-arg]  # a Text
    page = api.get(f"{BASE}actueel/teksten").json()
    assert (page["aantal"], len(page["items"])) == (101, 100)
    assert len(api.get(f"{BASE}actueel/teksten?limiet=101").json()["items"]) == 101


@pytest.mark.usefixtures("releases")
def test_the_next_page_stays_in_the_release_when_another_becomes_current(api: Client, store: Store) -> None:
    page = api.get(f"{BASE}actueel/teksten?limiet=3")
    following = next_link(page["Link"])
    assert page["Content-Location"] == f"{TEXTS}?limiet=3"
    assert following is not None
    move(store, current=FIRST)
    assert api.get(following)["Content-Release"] == SECOND
    refused = api.get(f"{BASE}actueel/teksten?limiet=3&cursor={page.json()['volgende']}")
    assert refused.status_code == 400
    assert f"uitgave {FIRST}" in refused.json()["invalidParams"][0]["reason"]


@pytest.mark.usefixtures("releases")
def test_a_cursor_of_another_kind_is_refused(api: Client) -> None:
    cursor = api.get(f"{TEXTS}?limiet=1").json()["volgende"]
    response = api.get(f"{BASE}uitgaven/{SECOND}/domeinen?cursor={cursor}")
    assert response.status_code == 400
    assert [item["name"] for item in response.json()["invalidParams"]] == ["cursor"]


@pytest.mark.parametrize("limit", ["0", "501", "-1", "1.0", "", "tien", "1e2", "١", "9" * 5000, "+5", " 5", "0x5"])
@pytest.mark.usefixtures("releases")
def test_a_wrong_limit_is_refused_with_what_is_expected(api: Client, limit: str) -> None:
    response = api.get(TEXTS, {"limiet": limit})
    assert response.status_code == 400
    (invalid,) = response.json()["invalidParams"]
    assert invalid["name"] == "limiet"
    assert "1 tot en met 500" in invalid["reason"]


@pytest.mark.usefixtures("releases")
def test_all_wrong_parameters_are_named_at_once(api: Client) -> None:
    response = api.get(f"{TEXTS}?limiet=0&cursor=x&gezocht=rust&limiet=1")
    reasons = {item["name"]: item["reason"] for item in response.json()["invalidParams"]}
    assert set(reasons) == {"limiet", "cursor", "gezocht"}
    assert "één keer" in reasons["limiet"]
    assert "Bekend: zoek, sorteer, velden, limiet, cursor" in reasons["gezocht"]


@given(text=st.text(max_size=40) | st.from_regex(r"[A-Za-z0-9_-]{26,30}", fullmatch=True))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@pytest.mark.usefixtures("releases")
def test_a_made_up_cursor_is_a_400(api: Client, text: str) -> None:
    response = api.get(TEXTS, {"cursor": text})
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


@given(position=st.integers(0, 2**32 - 1), key=st.floats(allow_nan=False))
def test_a_cursor_comes_back_as_it_was_given_out(position: int, key: float) -> None:
    query = Query("domein", words=("rust",))
    cursor = read_cursor(write_cursor("ab" * 32, query, Place(key, position)))
    assert cursor.place == (key, position)
    assert cursor.belongs_to("ab" * 32, query)
    assert not cursor.belongs_to("ab" * 32, Query("tekst", words=("rust",)))
    assert not cursor.belongs_to("ab" * 32, Query("domein"))
    assert not cursor.belongs_to("cd" * 32, query)


@pytest.mark.usefixtures("releases")
def test_a_cursor_behind_the_last_item_gives_an_empty_page(api: Client, releases: Releases) -> None:
    cursor = write_cursor(releases.second.release.digest, Query("tekst"), Place(0, 2**32 - 1))
    assert api.get(f"{TEXTS}?cursor={cursor}").json() == {"aantal": 7, "items": []}
