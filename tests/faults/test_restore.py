"""Saved, and put back into an empty database and an empty store: nothing differs, and work goes on."""

import json
import shutil
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from publishing.documents.registry import KINDS
from publishing.releases.verify import verify_store
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import published
from tests.faults.cluster import cluster, leading_to
from tests.services.running import database_address

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("committed")]
BASE = "/api/v1"


def everything() -> dict[str, bytes]:
    """Return the body of every address of the API that a release or a list of them has."""
    client, bodies = Client(), dict[str, bytes]()

    def ask(address: str) -> bytes:
        answer = client.get(address)
        assert answer.status_code == 200, address
        bodies[address] = answer.getvalue()
        return bodies[address]

    numbers = [item["nummer"] for item in json.loads(ask(f"{BASE}/uitgaven"))["items"]]
    for tree in ("actueel", *(f"uitgaven/{number}" for number in numbers)):
        root = f"{BASE}/{tree}"
        for path in ("", "/bundel", *(f"/{kind.collection}" for kind in KINDS.values() if not kind.is_single)):
            ask(f"{root}{path}")
        for entry in json.loads(ask(f"{root}/manifest"))["documenten"]:
            kind = KINDS[entry["soort"]]
            ask(f"{root}/{kind.name}" if kind.is_single else f"{root}/{kind.collection}/{entry['id']}")
    return bodies


def test_put_back_into_an_empty_database_and_store_every_address_has_the_same_bytes(
    release_store: Path, settings: Settings, tmp_path: Path
) -> None:
    publicist = person("publicist")
    content.recommendation(content.domain(), interventions={content.intervention(): "<p>a</p>"})
    for number in ("2025.1", "2026.1"):
        content.definition(f"Begrip van {number}")
        published(number, by=publicist)
    before = everything()
    with cluster() as elsewhere:
        elsewhere.take_over(database_address())
        copy = shutil.copytree(release_store, tmp_path / "teruggezet")
        with leading_to(elsewhere):
            settings.RELEASE_STORE_URL = copy.as_uri()
            assert verify_store() == []
            assert everything() == before
            content.step()
            published("2027.1", by=publicist)
            assert verify_store() == []
