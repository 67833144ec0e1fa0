"""Emptying the test database after a test that commits: what migrations made stays, everything else goes.

Django's own way truncates every table and makes permissions and content types anew: a second of one core, and on
PostgreSQL a file per table and index. Most tables are empty and what migrations made is rarely touched, so here only
tables with rows are emptied, and only those that differ are written back. The guarding triggers are away meanwhile, and
there again for the next test, whichever that is. Nothing outside tests/ can do that.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.test import TransactionTestCase

from publishing.attempts.immutability import GUARD as ATTEMPTED
from publishing.audit.immutability import GUARD as AUDITED
from publishing.guarding.guard import Guard
from publishing.releases.comparing.immutability import GUARD as COMPARED
from publishing.releases.corrections.immutability import GUARD as CORRECTED
from publishing.releases.immutability import GUARD as RELEASED
from publishing.releases.notices.immutability import GUARD as NOTICED
from publishing.releases.previews.immutability import GUARD as PREVIEWED
from publishing.releases.redactions.immutability import GUARD as REDACTED
from publishing.rounds.immutability import GUARD as REVIEWED

Rows = list[tuple[Any, ...]]
GUARDS: tuple[Guard, ...] = (RELEASED, REVIEWED, AUDITED, COMPARED, ATTEMPTED, CORRECTED, NOTICED, REDACTED, PREVIEWED)


class Baseline:
    """What the tables held when the database was made, in order of their first column."""

    def __init__(self) -> None:
        self._tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
        with connection.cursor() as cursor:
            self._made = {table: _rows(cursor, table) for table in _with_rows(cursor, self._tables)}

    def put_back(self) -> None:
        """Make the tables hold that again, and nothing else."""
        with _unguarded(), transaction.atomic(), connection.cursor() as cursor:
            filled = _with_rows(cursor, self._tables)
            differing = [table for table in {*filled, *self._made} if self._differs(cursor, table)]
            for table in differing:
                cursor.execute(f"DELETE FROM {_quoted(table)}")
            for table in differing:
                _insert(cursor, table, self._made.get(table, []))

    def _differs(self, cursor: CursorWrapper, table: str) -> bool:
        return table not in self._made or _rows(cursor, table) != self._made[table]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _with_rows(cursor: CursorWrapper, tables: list[str]) -> list[str]:
    asked = (f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {_quoted(table)})" for table in tables)
    cursor.execute(" UNION ALL ".join(asked))
    return [table for (table,) in cursor.fetchall()]


def _rows(cursor: CursorWrapper, table: str) -> Rows:
    cursor.execute(f"SELECT * FROM {_quoted(table)} ORDER BY 1")
    return list(cursor.fetchall())


@contextmanager
def _unguarded() -> Iterator[None]:
    """Take the guarding triggers away for a moment."""
    for guard in GUARDS:
        guard.remove(connection)
    try:
        yield
    finally:
        for guard in GUARDS:
            guard.install(connection)


def _insert(cursor: CursorWrapper, table: str, rows: Rows) -> None:
    if rows:
        places = ", ".join(["%s"] * len(rows[0]))
        cursor.executemany(f"INSERT INTO {_quoted(table)} VALUES ({places})", rows)


@contextmanager
def emptied_by_need() -> Iterator[None]:
    """Let every test that commits leave the database as it is now."""
    baseline = Baseline()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: baseline.put_back())
        yield
