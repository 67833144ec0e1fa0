"""Content without an index to search it, for tests that write much in one transaction.

PostgreSQL keeps every older row until the transaction ends, and each save looks through all of the index.
"""

import pytest
from pytest_django import Settings

BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": False}}


@pytest.fixture
def unsearched(settings: Settings) -> None:
    """Leave the search index as it is."""
    settings.WAGTAILSEARCH_BACKENDS = BACKENDS
