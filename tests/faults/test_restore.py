"""Saved, and put back into an empty database and an empty store: nothing differs, and work goes on."""

import shutil
from pathlib import Path

import pytest
from pytest_django import Settings

from publishing.releases.verify import verify_store
from tests.factories import content
from tests.factories.people import person
from tests.factories.public import everything
from tests.factories.releases import published
from tests.faults.cluster import cluster, leading_to
from tests.services.running import database_address

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("committed")]


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
