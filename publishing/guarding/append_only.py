"""Triggers that refuse to change or delete a row once it is there, on SQLite and PostgreSQL.

Four traps, each with a test: Django rebuilds a SQLite table on most ALTERs and drops its triggers (so they are put
back after every migrate, and a system check misses none); ``INSERT OR REPLACE`` passes a DELETE trigger unless
``recursive_triggers`` is on (so an INSERT on a key that is taken is refused too); TRUNCATE passes row triggers (so it
has its own); a table's owner can disable triggers (so the runtime role is not the owner, docs/running.md).
"""

from collections.abc import Iterator

from django.db import models

from publishing.guarding.trigger import Trigger


def refusal(function: str, message: str) -> str:
    """Return the statement that makes PostgreSQL's ``function``, which refuses with ``message``."""
    return (
        f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{message}: % on %', TG_OP, TG_TABLE_NAME; END $$"
    )


def append_only(model: type[models.Model], *, vendor: str, function: str, message: str) -> Iterator[Trigger]:
    """Yield the triggers after which rows of ``model`` can be added and nothing else."""
    if vendor == "postgresql":
        yield from _postgresql(model._meta.db_table, function)
    else:
        yield from _sqlite(model, message)


def _postgresql(table: str, function: str) -> Iterator[Trigger]:
    for kind, event, scope in (("change", "UPDATE OR DELETE", "ROW"), ("truncate", "TRUNCATE", "STATEMENT")):
        name = f"{table}_refuse_{kind}"
        yield Trigger(
            name,
            table,
            f'CREATE OR REPLACE TRIGGER {name} BEFORE {event} ON "{table}" '
            f"FOR EACH {scope} EXECUTE FUNCTION {function}()",
        )


def _sqlite(model: type[models.Model], message: str) -> Iterator[Trigger]:
    table = model._meta.db_table
    refuse = f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    for kind in ("update", "delete"):
        name = f"{table}_refuse_{kind}"
        made = f'CREATE TRIGGER IF NOT EXISTS {name} BEFORE {kind.upper()} ON "{table}" {refuse}'
        yield Trigger(name, table, made)
    unique = [field.column for field in model._meta.local_concrete_fields if field.unique]
    taken = " OR ".join(f'"{column}" = NEW."{column}"' for column in ["rowid", *unique])
    exists = f'SELECT 1 FROM "{table}" WHERE {taken}'  # noqa: S608 - our own table and column names
    name = f"{table}_refuse_replace"
    made = f'CREATE TRIGGER IF NOT EXISTS {name} BEFORE INSERT ON "{table}" WHEN EXISTS ({exists}) {refuse}'
    yield Trigger(name, table, made)
