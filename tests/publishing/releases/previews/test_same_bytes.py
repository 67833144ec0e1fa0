"""What a candidate answers is what the world will read once it is published, to the byte."""

import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cms.accounts.models import User
from publishing.api.urls import release_tree
from publishing.documents.registry import BY_COLLECTION, KINDS
from publishing.releases.models import Release
from publishing.releases.outbox import deliver_outbox
from publishing.releases.previews.addresses import API
from publishing.releases.publish import publish_release

pytestmark = pytest.mark.django_db

NUMBER = "2026.1"
QUERIES = ("?zoek=rust", "?limiet=1", "?velden=titel", "?onbekend=1", "?sorteer=titel")


def routes(client: Client) -> list[str]:
    """Return every address below a release that the URL configuration knows, with each item and some questions."""
    documents = json.loads(client.get(f"{API}/actueel/manifest").content)["documenten"]
    ids: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for entry in documents:
        ids[entry["soort"]].append(entry["id"])
    found: list[str] = []
    for pattern in release_tree("", current=True):
        template = str(pattern.pattern)
        if "/exports" in template:
            continue
        if "<str:id>" not in template:
            found += [template, *(template + query for query in QUERIES)]
            continue
        kind = BY_COLLECTION[template.strip("/").split("/")[0]]
        found += [template.replace("<str:id>", one) for one in (*ids[kind.name], "bestaat-niet")]
    return found


def body_of(answer: Any) -> bytes:
    return answer.getvalue() if answer.streaming else answer.content


@pytest.mark.parametrize("tree", [f"uitgaven/{NUMBER}", "actueel"])
def test_every_route_has_the_status_and_the_bytes_that_it_has_after_publication(
    client_of: Client, release: Release, karin: User, tree: str
) -> None:
    asked = routes(client_of)
    assert len(asked) > 60
    before = {path: client_of.get(f"{API}/{tree}{path}") for path in asked}
    told = {path: (answer.status_code, body_of(answer)) for path, answer in before.items()}

    publish_release(number=NUMBER, by=karin, at=timezone.now())
    deliver_outbox(at=timezone.now())

    world = Client()
    for path in asked:
        answer = world.get(f"/api/v1/{tree}{path}")
        status, body = told[path]
        assert status == answer.status_code, path
        if path.partition("?")[0] == "" and status == 200:  # the release itself says when it was published
            was, now = json.loads(body), json.loads(body_of(answer))
            assert was.pop("gepubliceerdOp") == release.newest_freeze.at.strftime("%Y-%m-%dT%H:%M:%SZ")
            assert now.pop("gepubliceerdOp")
            now.pop("exports", None)  # known once it is made ready to go out
            was.pop("exports", None)
            assert was == now
        else:
            assert body == body_of(answer), path


def test_only_the_header_fields_about_keeping_differ(client_of: Client, release: Release, karin: User) -> None:
    path = "begrippen/prestatiedruk"
    shown = client_of.get(f"{API}/uitgaven/{NUMBER}/{path}")
    publish_release(number=NUMBER, by=karin, at=timezone.now())
    deliver_outbox(at=timezone.now())
    public = Client().get(f"/api/v1/uitgaven/{NUMBER}/{path}")
    for name in ("Content-Type", "Content-Length", "Repr-Digest", "Content-Release", "API-Version"):
        assert shown[name] == public[name], name
    assert shown["Link"] == public["Link"].replace(f"</api/v1/uitgaven/{NUMBER}", f"<{API}/uitgaven/{NUMBER}").replace(
        "</api/v1/actueel", f"<{API}/actueel"
    )


def test_a_page_leads_to_the_next_page_of_the_candidate(client_of: Client) -> None:
    answer = client_of.get(f"{API}/actueel/interventies?limiet=1&zoek=rust")
    assert answer["Content-Location"].startswith(f"{API}/uitgaven/{NUMBER}/")
    assert all(f"<{API}/" in one or "</api/v1/uitgaven/2025.1" in one for one in answer["Link"].split(", "))
