"""A workbook in the hands of somebody with a spreadsheet program: read, changed, and saved by other code than ours."""

from collections.abc import Callable, Iterator
from datetime import date

from cms.accounts.models import User
from cms.sources.plan import Plan, Row
from cms.sources.readers.tables import Cell, read_sheets
from cms.sources.workbook import WorkbookApplier, build_workbook, make_workbook_plan, safe
from tests.cms.sources.workbooks import sheet, workbook

Raw = str | int | float
_FIRST = date(1899, 12, 30)  # Excel's day 0


class Book:
    """The rows of each sheet, the header first."""

    def __init__(self, data: bytes) -> None:
        self.sheets: dict[str, list[list[Raw]]] = {
            name: [[_raw(cell) for cell in line.cells] for line in table.lines]
            for name, table in read_sheets(data).items()
        }

    def rows(self, name: str) -> Iterator[dict[str, Raw]]:
        """Return the rows of one sheet, by heading."""
        header, *rows = self.sheets[name]
        for row in rows:
            yield {str(heading): cell for heading, cell in zip(header, row, strict=True)}

    def put(self, name: str, heading: str, value: Raw, *, row: int = 1) -> "Book":
        """Change one cell of the row that stands ``row`` below the header."""
        self.sheets[name][row][self.sheets[name][0].index(heading)] = value
        return self

    def add(self, name: str, **cells: Raw) -> "Book":
        """Add a row; a heading with a space in it is written with an underscore."""
        given = {heading.replace("_", " "): value for heading, value in cells.items()}
        assert given.keys() <= set(self.sheets[name][0]), given
        self.sheets[name].append([given.get(str(heading), "") for heading in self.sheets[name][0]])
        return self

    def drop(self, name: str, *, row: int = 1) -> "Book":
        """Delete a row."""
        del self.sheets[name][row]
        return self

    def save(self) -> bytes:
        """Return the workbook as a file."""
        return workbook(*(sheet(rows) for rows in self.sheets.values()), names=tuple(self.sheets))


def _raw(cell: Cell) -> Raw:
    return cell if isinstance(cell, str) else float((cell - _FIRST).days)


def book() -> Book:
    """Return the workbook of what there is now."""
    return Book(build_workbook())


def plan_of(filled: Book, *, complete: bool = False) -> Plan:
    """Return the plan of a filled workbook."""
    return make_workbook_plan(data=filled.save(), complete=complete)


def touched(plan: Plan) -> list[Row]:
    """Return the rows that say something."""
    return [row for row in plan.rows if row.row_class.value != "unchanged"]


def problems_of(plan: Plan) -> list[str]:
    """Return every problem, in order."""
    return [problem for row in plan.rows for problem in row.problems]


def apply_safe(plan: Plan, by: User, *, also: Callable[[Row], bool] = lambda row: True) -> list[object]:
    """Apply the safe rows that ``also`` holds for, and return the items."""
    applier = WorkbookApplier(by=by)
    answered = [(row, safe(row)) for row in plan.rows if also(row)]
    return [applier.apply(row, answer) for row, answer in answered if answer]
