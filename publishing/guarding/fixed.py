"""Triggers for rows that are added and never deleted, and of which only some columns may change."""

from collections.abc import Iterator, Sequence

from django.db import models

from publishing.guarding.postgresql import PostgresqlTrigger, refusing, refusing_when
from publishing.guarding.sqlite import SqliteTrigger
from publishing.guarding.trigger import Trigger


def fixed_but_for(
    model: type[models.Model], mutable: tuple[str, ...], *, vendor: str, message: str
) -> Iterator[Trigger]:
    """Yield the triggers after which nothing of a row of ``model`` changes but the columns ``mutable``."""
    table = model._meta.db_table
    fixed = [column for column in _columns(model) if column not in mutable]
    if vendor == "postgresql":
        yield from _postgresql(table, fixed, message)
    else:
        yield from _sqlite(model, table, fixed, message)


def _postgresql(table: str, fixed: list[str], message: str) -> Iterator[Trigger]:
    changed = " OR ".join(f'NEW."{column}" IS DISTINCT FROM OLD."{column}"' for column in fixed)
    name = f"{table}_refuse_fixed_update"
    yield PostgresqlTrigger(name, table, "BEFORE", ("UPDATE",), name, refusing_when(changed, message))
    for event, scope in (("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        name = f"{table}_refuse_fixed_{event.lower()}"
        yield PostgresqlTrigger(name, table, "BEFORE", (event,), name, refusing(message), scope=scope)


def _sqlite(model: type[models.Model], table: str, fixed: list[str], message: str) -> Iterator[Trigger]:
    changed = " OR ".join(f'NEW."{column}" IS NOT OLD."{column}"' for column in fixed)
    yield SqliteTrigger(f"{table}_refuse_fixed_update", table, "BEFORE UPDATE", message, changed)
    yield SqliteTrigger(f"{table}_refuse_fixed_delete", table, "BEFORE DELETE", message)
    # INSERT OR REPLACE takes away what holds a key, past any DELETE trigger.
    keys: list[tuple[str, ...]] = [(field.attname,) for field in model._meta.local_concrete_fields if field.unique]
    keys += [tuple(_columns(model, one.fields)) for one in model._meta.total_unique_constraints]
    taken = " OR ".join("(" + " AND ".join(f'"{column}" = NEW."{column}"' for column in key) + ")" for key in keys)
    exists = f'EXISTS (SELECT 1 FROM "{table}" WHERE {taken})'  # noqa: S608 - our own table and column names
    yield SqliteTrigger(f"{table}_refuse_fixed_replace", table, "BEFORE INSERT", message, exists)


def _columns(model: type[models.Model], names: Sequence[str] = ()) -> list[str]:
    """Return the columns of these fields of ``model``, or of all; a field's attname is its column here."""
    return [field.attname for field in model._meta.local_concrete_fields if not names or field.name in names]
