"""Rows of cells, and how large a table may be."""

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
    """Return a row with its cells trimmed, None for an empty one; raise UnreadableSourceError past the bounds.

    With ``keep_lines`` the lines inside a cell, and the spaces in it, stay as they are.
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
    trim = str.strip if keep_lines else _on_one_line
    trimmed = tuple(trim(cell) if isinstance(cell, str) else cell for cell in cells)
    return Line(number, trimmed) if any(trimmed) else None


def _on_one_line(cell: str) -> str:
    return " ".join(cell.split())
