"""The accountability of a release has an address of its own: one document, no collection."""

import json
from typing import Any

import pytest
from django.test import Client

from publishing.api.openapi.document import openapi_bytes
from publishing.documents.kinds.accountability import Accountability
from publishing.store.base import Store
from tests.publishing.api.conftest import Releases
from tests.publishing.api.published import FIRST, SECOND, content, publish
from tests.publishing.api.routes import BASE

ADDRESS = f"{BASE}uitgaven/{SECOND}/verantwoording"


def without_accountability(year: str) -> list[Any]:
    return [document for document in content(year) if not isinstance(document, Accountability)]


def test_it_is_the_bytes_that_were_published_named_by_their_digest(api: Client, releases: Releases) -> None:
    response = api.get(ADDRESS)
    assert response.content == releases.second.body("verantwoording", "verantwoording")
    assert api.get(ADDRESS, headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert f'<{BASE}uitgaven/{FIRST}/verantwoording>; rel="predecessor-version"' in response["Link"]


def test_under_actueel_it_names_its_fixed_address(api: Client, releases: Releases) -> None:
    response = api.get(f"{BASE}actueel/verantwoording")
    assert response.json()["ijkdatum"] == "2026-07-31"
    assert response["Content-Location"] == ADDRESS


@pytest.mark.usefixtures("releases")
def test_a_release_says_where_it_stands_and_counts_it_with_no_collection(api: Client) -> None:
    release = api.get(f"{BASE}uitgaven/{SECOND}").json()
    assert release["adressen"]["verantwoording"] == ADDRESS
    assert "verantwoording" not in release["aantallen"]
    assert "verantwoording" not in release["adressen"]["collecties"]


@pytest.mark.usefixtures("releases")
@pytest.mark.parametrize("path", ["verantwoording/verantwoording", "verantwoordingen", "verantwoording/"])
def test_there_is_nothing_beside_it(api: Client, path: str) -> None:
    assert api.get(f"{BASE}uitgaven/{SECOND}/{path}").status_code == 404


@pytest.mark.usefixtures("releases")
def test_it_takes_no_parameters(api: Client) -> None:
    assert api.get(f"{ADDRESS}?limiet=1").status_code == 400


def test_an_older_release_without_one_says_so_and_gives_no_address(api: Client, store: Store) -> None:
    first = publish(store, FIRST, without_accountability("2025"))
    publish(store, SECOND, content("2026"), predecessor=first.release)
    missing = api.get(f"{BASE}uitgaven/{FIRST}/verantwoording")
    assert missing.status_code == 404
    assert missing.json()["detail"].startswith("Uitgave 2025.1 heeft geen verantwoording.")
    assert "verantwoording" not in api.get(f"{BASE}uitgaven/{FIRST}").json()["adressen"]
    assert "predecessor-version" not in api.get(ADDRESS)["Link"]


def test_the_description_tells_of_a_document_and_of_no_collection() -> None:
    described = json.loads(openapi_bytes())
    operation = described["paths"]["/uitgaven/{nummer}/verantwoording"]["get"]
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
    assert answer == {"$ref": "#/components/schemas/Verantwoording"}
    assert "410" in operation["responses"]  # when it was erased; it never ends
    assert [one["$ref"] for one in operation["parameters"]] == [
        "#/components/parameters/Uitgavenummer",
        "#/components/parameters/Bekend",
    ]
