"""Tests that take long begin first, so that at the end of a run every process has something short to do."""

import pytest

LONG = ("tests/crash/", "tests/journeys/", "tests/services/", "tests/browser/test_a_", "tests/safety/test_axe")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes long in front; all else stays in its order."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))
