"""One world for all tests of this folder, put back after each thing that somebody does in it."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings

from tests.safety.crawl import Crawl
from tests.safety.folder import kept_as_it_is
from tests.safety.world import World, build

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Give the world, in one transaction that is rolled back at the end."""
    folder = tmp_path_factory.mktemp("wereld")
    places = {
        "RELEASE_STORE_URL": (folder / "store").as_uri(),
        "TARGET_ROOTS": [(folder / "doelen").as_uri()],
        "WEBHOOK_ALLOW_PRIVATE": True,
    }
    now = time_machine.travel(NOW, tick=True)
    with django_db_blocker.unblock(), override_settings(**places), now, transaction.atomic():
        made = build()
        logging.disable(logging.CRITICAL)  # thousands of refusals: what came of each is looked at instead
        with kept_as_it_is(folder, copy=tmp_path_factory.mktemp("kopie") / "wereld"):
            yield made
        logging.disable(logging.NOTSET)
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def crawl(world: World) -> Crawl:
    """Give what everybody got at every address, which is asked for once."""
    return Crawl(world)


@pytest.fixture(autouse=True)
def release_store() -> Path | None:
    """Leave the store of the world as it is."""
    return None
