"""What a database holds, asked in plain SQL: of Django's connection and of a copied file of SQLite alike."""

from collections.abc import Iterator
from typing import Any, Protocol

from django.apps import apps

from publishing.audit.models import ChainHead
from publishing.backups.manifest import Facts
from publishing.releases.models import Channel, Publication


class Asked(Protocol):
    """A cursor of any database."""

    def execute(self, sql: str) -> Any:
        """Ask."""

    def fetchall(self) -> Any:
        """Return the rows."""


def facts_of(cursor: Asked) -> Facts:
    """Return what the database behind ``cursor`` holds; every table of ours must be there."""
    return Facts(
        rows={table: int(_rows(cursor, f"SELECT count(*) FROM {table}")[0][0]) for table in _tables()},  # noqa: S608 - names of models
        migrations=migrations_of(cursor),
        releases=[row[0] for row in _rows(cursor, f"SELECT number FROM {_table(Publication)} ORDER BY number")],  # noqa: S608 - as above
        generation=_largest(cursor, "generation", _table(Channel)),
        audit_sequence=_largest(cursor, "sequence", _table(ChainHead)),
    )


def migrations_of(cursor: Asked) -> list[str]:
    """Return the migrations that were applied, sorted."""
    return sorted(f"{row[0]}.{row[1]}" for row in _rows(cursor, "SELECT app, name FROM django_migrations"))


def _tables() -> Iterator[str]:
    managed = (model for model in apps.get_models(include_auto_created=True) if model._meta.managed)
    yield from sorted({model._meta.db_table for model in managed if not model._meta.proxy})


def _table(model: Any) -> str:
    return str(model._meta.db_table)


def _largest(cursor: Asked, column: str, table: str) -> int:
    return int(_rows(cursor, f"SELECT coalesce(max({column}), 0) FROM {table}")[0][0])  # noqa: S608 - names of models


def _rows(cursor: Asked, sql: str) -> list[Any]:
    cursor.execute(sql)
    return list(cursor.fetchall())
