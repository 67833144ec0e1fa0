"""The cells of one row against what is stored: which fields changed, and which cells are wrong."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from cms.sources.plan import Change
from cms.sources.reading import Value
from cms.sources.workbook.columns import MARK, Column
from cms.sources.workbook.forms import CellError, Within, tidy
from cms.sources.workbook.row import SheetRow
from cms.wording.leftovers import LeftoverKind, leftovers

_DEFAULTS: Mapping[str, Any] = {"preventive": True}  # what an empty cell of a new item means


class Compared:
    """What one row changes. ``stored`` is None for an item that does not exist yet."""

    def __init__(self, row: SheetRow, stored: Mapping[str, Any] | None, within: Within) -> None:
        self.fields: dict[str, Change] = {}
        self.problems: list[str] = []
        self._values: dict[str, Value] = {}
        for column in row.sheet.columns:
            if column.heading in row.given or stored is None:
                try:
                    self._compare(row, column, stored, within)
                except CellError as error:
                    self.problems.append(row.fault(column.heading, str(error)))
        self.problems += self._unfit(row, stored)

    def _compare(self, row: SheetRow, column: Column, stored: Mapping[str, Any] | None, within: Within) -> None:
        cell = row.cell(column)
        held = None if stored is None else stored[column.field]
        if stored is not None and tidy(cell) == tidy(column.form.shown(held)):
            return
        if isinstance(cell, str):
            _refuse_wrong_encoding(cell, tidy(column.form.shown(held)))
        new = column.form.read(cell, old=held, within=within)
        if not tidy(cell) and not row.text(MARK):
            new = _DEFAULTS.get(column.field, new)
        if column.form.required and new == "":
            raise CellError("Deze cel mag niet leeg zijn.")
        self._values[column.field] = new
        old = None if stored is None else column.form.value(held)
        if new != old and not (stored is None and new == ""):
            self.fields[column.field] = Change(old, new)

    def _unfit(self, row: SheetRow, stored: Mapping[str, Any] | None) -> Iterable[str]:
        low, high = (self._age(name, stored) for name in ("age_from", "age_to"))
        if low is not None and high is not None and low > high and {"age_from", "age_to"} & self.fields.keys():
            yield row.fault("leeftijd tot en met", "De hoogste leeftijd ligt onder de laagste.")

    def _age(self, name: str, stored: Mapping[str, Any] | None) -> Decimal | None:
        value = self._values.get(name, (stored or {}).get(name))
        return None if value in {None, ""} else Decimal(str(value))


def _refuse_wrong_encoding(text: str, old: str) -> None:
    """Raise CellError for letters that were read in the wrong encoding; what stood there already may stay."""
    have = {leftover.text for leftover in leftovers(old)}
    for leftover in leftovers(text):
        if leftover.kind is LeftoverKind.WRONG_ENCODING and leftover.text not in have:
            raise CellError(f"'{leftover.text}' is verkeerd gelezen of overgezet. Typ de tekst opnieuw over.")
