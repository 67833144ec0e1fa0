"""With ONLY=database a run leaves out what touches neither a database nor a service: another run did that already."""

import os

import pytest
from django.test import SimpleTestCase

_FIXTURES = {"db", "transactional_db", "django_db_setup"}
_MARKERS = ("django_db", "postgres", "services")


def touches_a_database(item: pytest.Item) -> bool:
    """Say whether a test could tell one database, or one broker, from another."""
    is_case = isinstance(item, pytest.Function) and item.cls is not None and issubclass(item.cls, SimpleTestCase)
    asked = set(getattr(item, "fixturenames", ()))
    return is_case or bool(_FIXTURES & asked) or any(item.get_closest_marker(name) for name in _MARKERS)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the others, and count them as deselected."""
    if os.environ.get("ONLY") != "database":
        return
    left_out = [item for item in items if not touches_a_database(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if touches_a_database(item)]
