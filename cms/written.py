"""Queries whose SQL is kept: writing it takes Django longer than a small database takes to answer."""

from collections.abc import Iterator
from typing import Any

from django.db import connections
from django.db.models import QuerySet

Row = tuple[Any, ...]
_AT_ONCE = 1_000


class Written:
    """The SQL and values of a query, for a database of the same vendor as the one that ``rows`` is meant for."""

    def __init__(self, rows: QuerySet[Any]) -> None:
        compiler = rows.query.get_compiler(rows.db)
        self._sql, self._values = compiler.as_sql()
        self._columns = [column for column, *_ in compiler.select]
        self._compiler = compiler

    def raw(self, alias: str) -> Iterator[Row]:
        """Yield each row as the database gives it."""
        with connections[alias].cursor() as cursor:
            cursor.execute(self._sql, self._values)
            while chunk := cursor.fetchmany(_AT_ONCE):
                yield from chunk

    def values(self, alias: str) -> Iterator[Row]:
        """Yield each row as ``values_list`` of the same query would."""
        converters = self._compiler.get_converters(self._columns)
        return map(tuple, self._compiler.apply_converters(self.raw(alias), converters))

    def place_of(self, column: str) -> int:
        """Return where in a row the first column of this name stands."""
        return next(place for place, one in enumerate(self._columns) if one.target.column == column)
