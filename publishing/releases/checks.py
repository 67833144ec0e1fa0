"""System check: no migration may leave a released table without its triggers."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections

from publishing.releases.immutability import GUARDED, missing_triggers


def check_triggers(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Name every trigger that is missing from a database that has our tables."""
    if "default" not in (databases or []):
        return []
    connection = connections["default"]
    tables = set(connection.introspection.table_names())
    if any(model._meta.db_table not in tables for model in GUARDED):
        return []  # not migrated yet
    return [
        Error(
            f"The trigger {name} is missing or disabled: released rows could be changed.",
            hint="Run `manage.py migrate`, which puts it back, and `manage.py verify_store`.",
            id="releases.E001",
        )
        for name in missing_triggers(connection)
    ]
