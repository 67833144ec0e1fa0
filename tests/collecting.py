"""The tests run with the collector of the web processes: most of what it walks through stays until the end."""

from cms.config.collector import settle_collector


def pytest_collection_finish() -> None:
    """Leave out for good what collecting the tests made."""
    settle_collector()
