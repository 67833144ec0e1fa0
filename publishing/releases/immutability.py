"""Triggers that refuse to change or delete what a release is made of, on SQLite and PostgreSQL.

Four traps, each with a test: Django rebuilds a SQLite table on most ALTERs and drops its triggers (so they are put
back after every migrate, and a system check misses none); ``INSERT OR REPLACE`` passes a DELETE trigger unless
``recursive_triggers`` is on (so an INSERT on a key that is taken is refused too); TRUNCATE passes row triggers (so it
has its own); a table's owner can disable triggers (so the runtime role is not the owner, docs/running.md).
"""

from collections.abc import Iterator

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from publishing.releases.models import DocumentBody, Freeze, PackRecord, Publication, Release, ReleaseEvent

GUARDED: tuple[type[models.Model], ...] = (DocumentBody, Release, Freeze, Publication, ReleaseEvent, PackRecord)
_MESSAGE = "released rows never change"
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{_MESSAGE}: % on %', TG_OP, TG_TABLE_NAME; END $$
"""


def install_triggers(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place, unless the tables are not there; running it again changes nothing."""
    present = set(connection.introspection.table_names())
    if any(model._meta.db_table not in present for model in GUARDED):
        return
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor):
            cursor.execute(statement)


def missing_triggers(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of triggers that are not there, or not enabled."""
    enabled = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(enabled)
        present = {name for (name,) in cursor.fetchall()}
    return sorted(set(_names(connection.vendor)) - present)


def _names(vendor: str) -> Iterator[str]:
    kinds = ("change", "truncate") if vendor == "postgresql" else ("update", "delete", "replace")
    for model in GUARDED:
        yield from (f"{model._meta.db_table}_refuse_{kind}" for kind in kinds)


def _statements(vendor: str) -> Iterator[str]:
    if vendor == "postgresql":
        yield _FUNCTION
    for model in GUARDED:
        table = model._meta.db_table
        yield from _postgresql(table) if vendor == "postgresql" else _sqlite(table, model)


def _postgresql(table: str) -> Iterator[str]:
    for kind, event, scope in (("change", "UPDATE OR DELETE", "ROW"), ("truncate", "TRUNCATE", "STATEMENT")):
        yield (
            f'CREATE OR REPLACE TRIGGER {table}_refuse_{kind} BEFORE {event} ON "{table}" '
            f"FOR EACH {scope} EXECUTE FUNCTION refuse_change()"
        )


def _sqlite(table: str, model: type[models.Model]) -> Iterator[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
    for kind in ("update", "delete"):
        yield f'CREATE TRIGGER IF NOT EXISTS {table}_refuse_{kind} BEFORE {kind.upper()} ON "{table}" {refuse}'
    unique = [field.column for field in model._meta.local_concrete_fields if field.unique]
    taken = " OR ".join(f'"{column}" = NEW."{column}"' for column in ["rowid", *unique])
    exists = f'SELECT 1 FROM "{table}" WHERE {taken}'  # noqa: S608 - our own table and column names
    name = f"{table}_refuse_replace"
    yield f'CREATE TRIGGER IF NOT EXISTS {name} BEFORE INSERT ON "{table}" WHEN EXISTS ({exists}) {refuse}'
