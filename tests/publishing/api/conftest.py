"""The API over two published releases, as the public process runs it. No fixture asks for a database."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from drf_spectacular.settings import patched_settings
from pytest_django import Settings

from publishing.api.framework import REST_FRAMEWORK, spectacular_settings
from publishing.api.openapi.document import openapi_bytes
from publishing.store.base import Store
from publishing.store.opening import open_store
from tests.publishing.api.published import NEUTRAL, Published, two_releases

PUBLIC = ["publishing.api.headers.PublicHeadersEverywhere"]


class Releases(NamedTuple):
    """2025.1 and its successor 2026.1, which is the current one."""

    first: Published
    second: Published


@pytest.fixture
def store(release_store: Path) -> Store:
    return open_store(release_store.as_uri())


@pytest.fixture(scope="session")
def published_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Releases]:
    """Publish both releases for the whole run, and say in which folder they lie."""
    folder = tmp_path_factory.mktemp("published") / "store"
    return folder, Releases(*two_releases(open_store(folder.as_uri())))


@pytest.fixture
def releases(published_once: tuple[Path, Releases], release_store: Path) -> Releases:
    """Lay both releases in the store of this test, which may do with them what it likes."""
    folder, made = published_once
    shutil.copytree(folder, release_store, dirs_exist_ok=True)
    return made


def run_publicly(settings: Settings) -> None:
    """Let the rest of the test run as the public process does, where it ran as the embedded default."""
    settings.MIDDLEWARE = PUBLIC
    settings.ROOT_URLCONF = "cms.config.public_urls"
    settings.REST_FRAMEWORK = REST_FRAMEWORK


@pytest.fixture
def api(settings: Settings) -> Client:
    """A client of the API; test_embedded.py holds the embedded default to the same answers."""
    run_publicly(settings)
    return Client(raise_request_exception=False)


@pytest.fixture(autouse=True)
def no_connections() -> Iterator[None]:
    """Let no handler look after a connection that a test with a database left open in this process."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture(autouse=True)
def described() -> Iterator[None]:
    """Give openapi.json the neutral contact, whatever the settings of this run say."""
    openapi_bytes.cache_clear()
    with patched_settings(spectacular_settings(**NEUTRAL)):
        yield
    openapi_bytes.cache_clear()
