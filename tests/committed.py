"""The one fixture for tests that need committed rows: other connections, other processes, a live server."""

import pytest
from pytest_django import Settings


@pytest.fixture
def committed(transactional_db: None, settings: Settings) -> None:
    """Give a database in which every write is committed, with what migrations made and nothing else in it."""
    settings.SNAPSHOT_DATABASE = "default"
