"""What every test gets: a release store of its own, and factories in tests/factories."""

from pathlib import Path

import pytest
from pytest_django import Settings

pytest_plugins = [
    "tests.services.presence",  # the first, for the next one asks it
    "tests.browser.chromium",
    "tests.collecting",
    "tests.committed",
    "tests.longest_first",
    "tests.migrated",
    "tests.once",
    "tests.parts",
    "tests.one_connection",
    "tests.unsearched",
    "tests.unsynced",
    "tests.s3.fixtures",
]


@pytest.fixture(autouse=True)
def release_store(tmp_path: Path, settings: Settings) -> Path:
    """Point the release store at a new folder and return that folder."""
    folder = tmp_path / "store"
    settings.RELEASE_STORE_URL = folder.as_uri()
    return folder
