"""One item: its own bytes, and what is said when there is none."""

import hashlib

import pytest
from django.test import Client

from publishing.documents.registry import KINDS
from publishing.store.base import Store
from tests.publishing.api.conftest import Releases
from tests.publishing.api.published import EXAMPLE_IDS, FIRST, SECOND, content, publish
from tests.publishing.api.routes import BASE

PINNED = f"{BASE}uitgaven/{SECOND}"


@pytest.mark.parametrize("kind", EXAMPLE_IDS)
def test_an_item_is_the_bytes_that_were_published(api: Client, releases: Releases, kind: str) -> None:
    response = api.get(f"{PINNED}/{KINDS[kind].collection}/{EXAMPLE_IDS[kind]}")
    assert response.content == releases.second.body(kind, EXAMPLE_IDS[kind])


def test_the_manifest_hashes_to_the_digest_of_the_release(api: Client, releases: Releases) -> None:
    response = api.get(f"{PINNED}/manifest")
    assert response.content == releases.second.manifest
    assert response["ETag"] == f'"{releases.second.release.digest}"'
    assert hashlib.sha256(response.content).hexdigest() == releases.second.release.digest


def test_the_bundle_holds_every_document_and_the_manifest(api: Client, releases: Releases) -> None:
    response = api.get(f"{PINNED}/bundel")
    documents = b",".join(releases.second.bodies.values())
    assert response.getvalue() == b'{"documenten":[%s],"inhoudslijst":%s}' % (documents, releases.second.manifest)


def test_a_large_bundle_goes_out_in_pieces_and_in_no_coding(
    api: Client, releases: Releases, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = api.get(f"{PINNED}/bundel")
    monkeypatch.setattr("publishing.api.answer.LARGEST", 0)
    monkeypatch.setattr("publishing.api.codings.LARGEST", 0)
    response = api.get(f"{PINNED}/bundel", headers={"Accept-Encoding": "br"})
    assert response.streaming
    assert response.getvalue() == whole.content
    assert dict(response.headers) == dict(whole.headers)


def test_the_older_release_still_answers_with_its_own_bytes(api: Client, releases: Releases) -> None:
    response = api.get(f"{BASE}uitgaven/{FIRST}/teksten/inleiding")
    assert response.content == releases.first.body("tekst", "inleiding")
    assert response["Content-Release"] == FIRST
    assert "predecessor-version" not in response["Link"]


def test_a_new_item_links_to_no_predecessor(api: Client, store: Store) -> None:
    first = publish(store, FIRST, content("2025")[1:])  # without inleiding
    publish(store, SECOND, content("2026"), predecessor=first.release)
    assert api.get(f"{PINNED}/teksten/inleiding")["Link"] == (
        f'<{BASE}actueel/teksten/inleiding>; rel="latest-version", <{PINNED}/mededelingen>; rel="status"'
    )


@pytest.mark.usefixtures("releases")
def test_a_retired_item_says_when_and_why_it_ended_and_what_took_its_place(api: Client) -> None:
    response = api.get(f"{PINNED}/interventies/oud")
    assert response.status_code == 410
    successor = f"{PINNED}/interventies/sterk-samen"
    assert response.json() == {
        "status": 410,
        "title": "Vervallen",
        "detail": f"‘oud’ is vervallen in uitgave 2026.1. Reden: Niet meer erkend. In plaats daarvan: {successor}",
        "vervallenIn": "2026.1",
        "reden": "Niet meer erkend.",
        "vervangenDoor": {"id": "sterk-samen", "adres": successor},
    }
    assert api.get(successor).status_code == 200


@pytest.mark.usefixtures("releases")
def test_under_actueel_the_successor_lies_under_actueel_too(api: Client) -> None:
    response = api.get(f"{BASE}actueel/interventies/oud")
    assert response.json()["vervangenDoor"]["adres"] == f"{BASE}actueel/interventies/sterk-samen"


@pytest.mark.usefixtures("releases")
def test_a_retired_item_without_reason_or_successor_says_only_when(api: Client) -> None:
    problem = api.get(f"{PINNED}/teksten/weg").json()
    assert problem["detail"] == "‘weg’ is vervallen in uitgave 2026.1."
    assert set(problem) == {"status", "title", "detail", "vervallenIn"}


@pytest.mark.usefixtures("releases")
def test_an_item_is_not_gone_in_the_release_before_it_ended(api: Client) -> None:
    assert api.get(f"{BASE}uitgaven/{FIRST}/teksten/weg").status_code == 404


@pytest.mark.parametrize("name", ["", "RUST", "rust%00", "../rust", "r" * 10_000, "ë", "rust%2f", "rust;x", "-", "'--"])
@pytest.mark.usefixtures("releases")
def test_an_id_that_is_none_is_not_found(api: Client, name: str) -> None:
    response = api.get(f"{PINNED}/domeinen/{name}")
    assert response.status_code == 404
    assert len(response.content) < 600
