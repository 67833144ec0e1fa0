"""One row of a sheet, and how what is wrong with it is said."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from cms.sources.identity import name_key
from cms.sources.readers.tables import Cell
from cms.sources.shortening import shortened
from cms.sources.workbook.columns import Column, Sheet, names_of
from cms.sources.workbook.forms import tidy

_NEW = uuid.UUID("6f3a5a0e-9d0c-5a55-8a53-1f6e2b8a9c41")  # the namespace of items that a workbook makes
_SHOWN = 80  # characters of a value


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The cells of one row by heading; ``others`` holds every cell that may be shown, by the name of its column."""

    sheet: Sheet
    number: int
    cells: Mapping[str, Cell]
    others: Mapping[str, Cell]
    given: frozenset[str]  # the headings that this sheet has

    def text(self, heading: str) -> str:
        """Return a cell as text, empty when there is none."""
        return tidy(self.cells.get(heading, ""))

    def cell(self, column: Column) -> Cell:
        """Return the cell of one column, empty when there is none."""
        return self.cells.get(column.heading, "")

    @property
    def shown(self) -> dict[str, str]:
        """The row as it stands in the workbook."""
        return {title: tidy(cell) for title, cell in self.others.items()}

    def place(self) -> str:
        """Return where the row stands."""
        return f"Blad '{self.sheet.name}', rij {self.number}"

    def fault(self, heading: str, expected: str) -> str:
        """Return what is wrong with one cell: sheet, row, column, value, and what was expected."""
        shown = shortened(" ".join(self.text(heading).split()), longest=_SHOWN)
        return f"{self.place()}, kolom '{heading}', waarde '{shown}': {expected}"

    def identity(self, source: str) -> str:
        """Return the identity (uid) that an item made from this row gets: the same for the same row of the same file.

        So a link in the file can lead to it, and applying the row twice makes nothing twice.
        """
        return str(uuid.uuid5(_NEW, f"{source}/{self.sheet.target}/{self.number}"))


def row_again(sheet: Sheet, cells: Mapping[str, str], *, line: int) -> SheetRow:
    """Return the row that a plan holds as ``cells``."""
    headings = {name_key(name): heading for name, heading in names_of(sheet)}
    known = {headings[name_key(title)]: cell for title, cell in cells.items() if name_key(title) in headings}
    return SheetRow(sheet, line, known, cells, frozenset(known))


def uid_of(mark: str) -> str:
    """Return an identity as it is stored; empty when ``mark`` is none."""
    try:
        return str(uuid.UUID(mark.strip()))
    except ValueError:
        return ""
