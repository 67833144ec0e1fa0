"""Which sheets there are and what stands in their columns. They follow from the tables (exporters/tables).

Lists of plain values become one cell; whatever names another item shows that item's name, which leads to its row.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import Any

from exporters.levels import LABELS
from exporters.tables.column import Column, Type
from exporters.tables.headings import heading
from exporters.tables.table import DIGEST, Form, Table, tables
from publishing.documents.naming import NAME_FIELDS
from publishing.documents.registry import KINDS, Kind

_FIRST = ("domein", "aanbeveling", "interventie", "praktijkvoorbeeld")  # what people look for comes first
_MOST_IN_A_NAME = 31  # Excel


class Shown(Enum):
    """How a value stands in its cell."""

    MARK = auto()  # an id or a digest
    NAME = auto()
    TEXT = auto()
    HTML = auto()
    LIST = auto()
    NUMBER = auto()
    DAY = auto()
    YES_NO = auto()
    LEVEL = auto()
    CHOICE = auto()
    ADDRESS = auto()
    LINK = auto()  # the name of another item


_BY_TYPE = {Type.WHOLE: Shown.NUMBER, Type.NUMBER: Shown.NUMBER, Type.DAY: Shown.DAY, Type.YES_NO: Shown.YES_NO}


@dataclass(frozen=True, kw_only=True)
class SheetColumn:
    """A column. Its value stands at ``place`` in a row of the table, or in ``field`` of the document."""

    heading: str
    shown: Shown
    place: int = -1
    field: str = ""
    target: Kind | None = None

    def value(self, row: list[Any], document: Mapping[str, Any]) -> Any:
        """Return what is to be shown, None for nothing."""
        return document.get(self.field) if self.field else row[self.place]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet with the rows of ``table``."""

    name: str
    table: Table
    columns: tuple[SheetColumn, ...]


@cache
def sheets() -> tuple[Sheet, ...]:
    """Return every sheet in the order of the workbook."""
    ordered = sorted(KINDS, key=lambda kind: (kind not in _FIRST, list(KINDS).index(kind)))
    shown = [table for table in tables() if not _is_one_cell(table)]
    return tuple(_sheet(table) for kind in ordered for table in shown if table.kind.name == kind)


def _is_one_cell(table: Table) -> bool:
    return table.form is Form.VALUES and not table.columns[-1].refers_to


def _sheet(table: Table) -> Sheet:
    within = [column for place, one in enumerate(table.columns) for column in _columns_of(table, place, one)]
    lists = [
        SheetColumn(heading=heading(one.field), shown=Shown.LIST, field=one.field)
        for one in tables()
        if one.kind is table.kind and _is_one_cell(one) and table.form is Form.DOCUMENT
    ]
    ordered = sorted([*within, *lists], key=lambda column: (column.shown is not Shown.NAME, column.shown is Shown.MARK))
    return Sheet(name=_name_of(table), table=table, columns=tuple(ordered))


def _name_of(table: Table) -> str:
    if table.form is Form.DOCUMENT:
        return heading(table.kind.collection)
    return f"{table.kind.name.capitalize()} – {heading(table.field).lower()}"[:_MOST_IN_A_NAME]


def _columns_of(table: Table, place: int, column: Column) -> Iterator[SheetColumn]:
    title = heading(column.name)
    if column.refers_to:
        yield SheetColumn(heading=title, shown=Shown.LINK, place=place, target=column.refers_to)
        title = f"{title} (kenmerk)"
    yield SheetColumn(heading=title, shown=_shown(table, column), place=place)


def _shown(table: Table, column: Column) -> Shown:
    if column.refers_to or column.name in ("id", DIGEST):
        return Shown.MARK
    if column.name in NAME_FIELDS and table.form is Form.DOCUMENT:
        return Shown.NAME
    if column.choices:
        return Shown.LEVEL if set(column.choices) == set(LABELS) else Shown.CHOICE
    if column.is_html:
        return Shown.HTML
    return Shown.ADDRESS if column.is_url else _BY_TYPE.get(column.type, Shown.TEXT)
