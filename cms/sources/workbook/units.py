"""What an editor decides on in a row of a workbook's plan."""

from collections.abc import Iterable
from typing import Any

from cms.content.models import RecommendationPage
from cms.sources.apply import Refusal
from cms.sources.errors import WrongEditError
from cms.sources.plan import Row, RowClass, Unit
from cms.sources.reading import Value
from cms.sources.workbook.columns import ITEMS_BY_TARGET, LINKS_BY_TARGET, Column, Sheet
from cms.sources.workbook.forms import CellError, DomainNumber, Rich
from cms.sources.workbook.labels import LABELS, TARGET_LABELS
from cms.sources.workbook.workshop import within_now

ITEM = "item"


def units_of_workbook(row: Row) -> tuple[Unit, ...]:
    """Return each changed field; a new item or link is one decision, and so is one that disappeared."""
    if row.row_class in {RowClass.ERROR, RowClass.UNCHANGED, RowClass.AMBIGUOUS}:
        return ()
    names = tuple(row.fields)
    if row.row_class is RowClass.CHANGED:
        return tuple(Unit(name, (name,), _editable(row, (name,))) for name in names)
    return (Unit(ITEM, names, _editable(row, names)),)


def label_of_workbook(row: Row, name: str) -> str:
    """Return what an editor calls a unit or a field."""
    return TARGET_LABELS[row.target] if name == ITEM else LABELS[row.target, name]


def read_workbook_edit(row: Row, name: str, text: str) -> Value:
    """Return what an editor filled in for field ``name``, as in a cell; raise WrongEditError when it does not fit."""
    column = _columns(row)[name]
    try:
        value = column.form.read(text, old=None, within=within_now())
        if column.form.required and value == "":
            raise CellError("Dit mag niet leeg zijn.")
        return value
    except CellError as error:
        raise WrongEditError(f"{column.heading.capitalize()} '{text[:80]}': {error}") from error


def left_of_workbook(rows: Iterable[Row]) -> Iterable[Refusal]:
    """Return what waits for a person, with why."""
    for row in rows:
        if row.row_class in {RowClass.AMBIGUOUS, RowClass.ERROR}:
            yield Refusal(row.target, row.key, " ".join(row.problems))
        elif row.row_class is RowClass.DISAPPEARED:
            message = (
                f"{TARGET_LABELS[row.target].capitalize()} '{row.title}' staat niet meer in de werkmap. Beslis zelf."
            )
            yield Refusal(row.target, row.key, message)


def is_of_item(row: Row) -> bool:
    """Return whether ``row`` is about an item, which can be a new one; a link joins two that there are."""
    return row.target in ITEMS_BY_TARGET


def model_of_workbook(row: Row) -> Any:
    """Return what a row is written to: a link stands in its recommendation."""
    sheet = ITEMS_BY_TARGET.get(row.target)
    return sheet.model if sheet else RecommendationPage


def _columns(row: Row) -> dict[str, Column]:
    sheet: Sheet = ITEMS_BY_TARGET.get(row.target) or LINKS_BY_TARGET[row.target]
    return {column.field: column for column in sheet.columns}


def _editable(row: Row, names: tuple[str, ...]) -> tuple[str, ...]:
    """Rich text is edited in the editor, and a place in the tree is not edited here at all."""
    columns = _columns(row)
    return tuple(name for name in names if name in columns and not isinstance(columns[name].form, Rich | DomainNumber))
