"""Tests that take long begin first, so that at the end of a run every process has something short to do.

What one folder shares is made once where its tests stand together, and the first in line is the last that another
process takes over: so that is the folder whose world takes longest to make.
"""

import pytest

LONG = ("tests/safety/", "tests/crash/", "tests/journeys/", "tests/services/", "tests/browser/test_a_")


def _place(item: pytest.Item) -> int:
    """Say how far in front a test stands; all that is short stands behind."""
    return next((place for place, start in enumerate(LONG) if item.nodeid.startswith(start)), len(LONG))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes long in front, what belongs together beside each other; all else stays in its order."""
    items.sort(key=_place)
