"""The contract of a form: how one kind of field goes into a cell and comes out of it.

A field has three faces. *Stored* is what a draft holds (as its JSON has it), *shown* is what stands in the cell, and
a *value* is what a plan compares. An untouched cell is known by what would be shown: nothing is lost on the way.
"""

import unicodedata
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from cms.sources.readers.tables import Cell
from cms.sources.reading import Value

Shown = str | Decimal | date


class CellError(ValueError):
    """A cell that cannot be read; the message says in Dutch what was expected."""


@dataclass(frozen=True, slots=True)
class Within:
    """What a cell may refer to: pages of ours, by number (primary key), and domains, by how often a number occurs."""

    pages: frozenset[int] = frozenset()
    domains: dict[int, int] = field(default_factory=dict)


NOWHERE = Within()


class Form(Protocol):
    """One kind of field."""

    @property
    def required(self) -> bool:
        """Whether the field may not be empty."""

    def shown(self, stored: Any) -> Shown:
        """Return what the cell of a workbook holds."""

    def value(self, stored: Any) -> Value:
        """Return the comparable value; the empty string when there is none."""

    def read(self, cell: Cell, *, old: Any, within: Within) -> Value:
        """Return the value in a cell that was changed; ``old`` is what is stored. Raise CellError."""

    def to_store(self, value: Value) -> Any:
        """Return what the field of an item takes; raise CellError."""


def tidy(shown: Shown) -> str:
    """Return a cell as text: line ends alike, nothing at the end of a line, dates and numbers as people write them."""
    if isinstance(shown, date):
        return f"{shown:%d-%m-%Y}"
    if isinstance(shown, Decimal):
        return f"{shown.normalize():f}"
    lines = shown.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    # A Mac writes 'ë' as 'e' and a diaeresis.
    return unicodedata.normalize("NFC", "\n".join(line.rstrip() for line in lines).strip())
