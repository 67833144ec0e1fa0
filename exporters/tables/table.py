"""The documents of a release as tables: one per kind, and one per field of a kind that holds more than one value.

They follow from the published shapes: a new field is a new column, a new list a new table.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from exporters.tables.column import Column, Type, column_of, optional, target_of
from publishing.documents.base import Shape
from publishing.documents.registry import KINDS, Kind

DIGEST, PLACE, VALUE = "vingerafdruk", "volgorde", "waarde"


class Form(StrEnum):
    """What a row is: a document, one value of a list, one object of a list, or the only object of a field."""

    DOCUMENT = "document"
    VALUES = "waarden"
    OBJECTS = "objecten"
    OBJECT = "object"


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table. ``field`` is the field of a document of ``kind`` that its rows come from, empty for whole documents."""

    kind: Kind
    form: Form
    columns: tuple[Column, ...]
    field: str = ""

    @property
    def name(self) -> str:
        """Its name in files: ``interventies``, ``interventies-erkenningen``."""
        apart = re.sub(r"([A-Z])", lambda found: f"-{found[1].lower()}", self.field)
        return f"{self.kind.collection}-{apart}" if apart else self.kind.collection

    @property
    def key(self) -> tuple[str, ...]:
        """The names of the columns that together name a row."""
        return ("id",) if self.form is Form.DOCUMENT else tuple(column.name for column in self.columns[:2])

    def rows(self, document: Mapping[str, Any], digest: str) -> Iterator[list[Any]]:
        """Yield the rows of a document given as plain JSON values."""
        if self.form is Form.DOCUMENT:
            yield [document["id"], digest, *(column.value_in(document) for column in self.columns[2:])]
            return
        held = document.get(self.field, ())
        for place, one in enumerate([held] if isinstance(held, Mapping) else held, start=1):
            values = [column.value_in(one) for column in self.columns[2:]] if isinstance(one, Mapping) else [one]
            yield [document["id"], place, *values]


@cache
def tables() -> tuple[Table, ...]:
    """Return every table, those of a kind together, in the order of the kinds."""
    return tuple(table for kind in KINDS.values() for table in _tables_of(kind))


def _tables_of(kind: Kind) -> Iterator[Table]:
    hints = get_type_hints(kind.shape, include_extras=True)
    fields = [field for field in msgspec.structs.fields(kind.shape) if field.name != "id"]
    several = [field for field in fields if _part_of(hints[field.name])]
    single = [column_of(field, hints[field.name]) for field in fields if field not in several]
    first = (Column(name="id", is_required=True), Column(name=DIGEST, is_required=True))
    yield Table(kind=kind, form=Form.DOCUMENT, columns=(*first, *single))
    for field in several:
        yield _table_within(kind, field.encode_name, hints[field.name])


def _part_of(hint: Any) -> Any:
    """Return what the rows are of a field that gets a table of its own, None for a field with one value."""
    hint = optional(hint)
    if get_origin(hint) is list:
        return get_args(hint)[0]
    return hint if isinstance(hint, type) and issubclass(hint, Shape) else None


def _table_within(kind: Kind, name: str, hint: Any) -> Table:
    part = _part_of(hint)
    whose = Column(name=kind.name, is_required=True, refers_to=kind)
    place = Column(name=PLACE, type=Type.WHOLE, is_required=True)
    if isinstance(part, type) and issubclass(part, Shape):
        hints = get_type_hints(part, include_extras=True)
        columns = [column_of(field, hints[field.name]) for field in msgspec.structs.fields(part)]
        form = Form.OBJECTS if get_origin(hint) is list else Form.OBJECT
    else:
        target = target_of(name, part)
        columns = [Column(name=target.name if target else VALUE, is_required=bool(target), refers_to=target)]
        form = Form.VALUES
    return Table(kind=kind, form=form, field=name, columns=(whose, place, *columns))
