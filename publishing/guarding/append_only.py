"""Triggers that refuse to change or delete a row once it is there, on SQLite and PostgreSQL.

Four traps, each with a test: Django rebuilds a SQLite table on most ALTERs and drops its triggers (so they are put
back after every migrate, and a system check misses none); ``INSERT OR REPLACE`` passes a DELETE trigger unless
``recursive_triggers`` is on (so an INSERT on a key that is taken is refused too); TRUNCATE passes row triggers (so it
has its own); a table's owner can disable triggers (so the runtime role is not the owner, docs/running.md).
"""

from collections.abc import Iterator

from django.db import models

from publishing.guarding.postgresql import PostgresqlTrigger, refusing, refusing_when
from publishing.guarding.sqlite import SqliteTrigger
from publishing.guarding.trigger import Trigger


def append_only(
    model: type[models.Model], *, vendor: str, function: str, message: str, passing: str = ""
) -> Iterator[Trigger]:
    """Yield the triggers after which rows of ``model`` can be added and nothing else.

    ``passing`` is the one exception: a condition on OLD and NEW in SQL that both databases understand, under which an
    UPDATE is let through. Whatever is not surely true is refused.
    """
    refused = f"({passing}) IS NOT TRUE" if passing else ""
    if vendor == "postgresql":
        yield from _postgresql(model._meta.db_table, function, message, refused)
    else:
        yield from _sqlite(model, message, refused)


def _postgresql(table: str, function: str, message: str, refused: str) -> Iterator[Trigger]:
    change, truncate = f"{table}_refuse_change", f"{table}_refuse_truncate"
    if refused:
        body = refusing_when(f"TG_OP = 'DELETE' OR {refused}", message)
        yield PostgresqlTrigger(change, table, "BEFORE", ("UPDATE", "DELETE"), change, body)
    else:
        yield PostgresqlTrigger(change, table, "BEFORE", ("UPDATE", "DELETE"), function, refusing(message))
    yield PostgresqlTrigger(truncate, table, "BEFORE", ("TRUNCATE",), function, refusing(message), scope="STATEMENT")


def _sqlite(model: type[models.Model], message: str, refused: str) -> Iterator[Trigger]:
    table = model._meta.db_table
    yield SqliteTrigger(f"{table}_refuse_update", table, "BEFORE UPDATE", message, refused)
    yield SqliteTrigger(f"{table}_refuse_delete", table, "BEFORE DELETE", message)
    unique = [field.column for field in model._meta.local_concrete_fields if field.unique]
    taken = " OR ".join(f'"{column}" = NEW."{column}"' for column in ["rowid", *unique])
    exists = f'EXISTS (SELECT 1 FROM "{table}" WHERE {taken})'  # noqa: S608 - our own table and column names
    yield SqliteTrigger(f"{table}_refuse_replace", table, "BEFORE INSERT", message, exists)
