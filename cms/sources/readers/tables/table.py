"""Rows of cells, and how large a table may be."""

import unicodedata
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from cms.sources.errors import UnreadableSourceError
from cms.sources.reading import Finding

MOST_ROWS = 60_000
MOST_COLUMNS = 200
LONGEST_CELL = 32_767  # characters; what Excel itself holds
LONGEST_ROW = 200_000  # characters

Cell = str | date


class Line(Struct, frozen=True):
    """A row that is not empty, with its number as a spreadsheet shows it."""

    number: int
    cells: tuple[Cell, ...]


class Table(Struct, frozen=True):
    """The rows of a file; the first one holds the names of the columns."""

    lines: tuple[Line, ...]
    findings: tuple[Finding, ...] = ()


def make_line(number: int, cells: Sequence[Cell], *, keep_lines: bool = False) -> Line | None:
    """Return a row with its cells trimmed and composed, None for an empty one.

    With ``keep_lines`` the inside of a cell stays to the letter. Raise UnreadableSourceError past the bounds.
    """
    if number > MOST_ROWS:
        raise UnreadableSourceError(f"Het bestand heeft meer dan {MOST_ROWS} rijen. Splits het in delen.")
    if len(cells) > MOST_COLUMNS:
        raise UnreadableSourceError(
            f"Rij {number} heeft {len(cells)} kolommen; hooguit {MOST_COLUMNS} passen. Haal de lege kolommen weg."
        )
    if sum(len(cell) for cell in cells if isinstance(cell, str)) > LONGEST_ROW:
        raise UnreadableSourceError(
            f"Rij {number} telt meer dan {LONGEST_ROW} tekens. Controleer of er een aanhalingsteken of regeleinde mist."
        )
    trim = str.strip if keep_lines else _trim
    trimmed = tuple(trim(cell) if isinstance(cell, str) else cell for cell in cells)
    return Line(number, trimmed) if any(trimmed) else None


def _trim(text: str) -> str:
    """Return ``text`` with single spaces, and each letter as one sign: a Mac writes 'ë' as 'e' and a diaeresis."""
    words = " ".join(text.split())
    return words if words.isascii() else unicodedata.normalize("NFC", words)
