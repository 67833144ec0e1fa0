"""One row of a workbook's plan, compared again: after a person said which item it is about, or after it moved."""

from msgspec.structs import replace

from cms.sources.plan import Row, RowClass
from cms.sources.registers.answering import NEW_ITEM
from cms.sources.workbook.columns import ITEMS_BY_TARGET, LINKS_BY_TARGET, ItemSheet, LinkSheet
from cms.sources.workbook.comparing import Compared
from cms.sources.workbook.held import Held, ends_of, link_key
from cms.sources.workbook.items import Planned, made_row
from cms.sources.workbook.linking import LinkPlanner
from cms.sources.workbook.row import SheetRow, row_again
from cms.sources.workbook.workshop import Workshop


def answer_workbook_row(row: Row, answer: str) -> Row | None:
    """Return ``row`` compared with the draft that is there now; None when nothing is left of it.

    ``answer`` is one of the candidates: the uid of an item, or of a link both its ends as 'uid/uid'; NEW_ITEM for an
    item that is none of them; or empty when nobody said. A row that is wrong stays wrong: the file has to be mended.
    """
    if row.row_class is RowClass.ERROR:
        return row
    workshop = Workshop()
    if sheet := ITEMS_BY_TARGET.get(row.target):
        return _item(sheet, row, answer, workshop)
    return _link(LINKS_BY_TARGET[row.target], row, answer, workshop)


def _item(sheet: ItemSheet, row: Row, answer: str, workshop: Workshop) -> Row | None:
    items = workshop.items[sheet.target]
    if row.row_class is RowClass.DISAPPEARED:
        held = items.get(row.item)
        return replace(row, base=held.base) if held else None
    again = row_again(sheet, row.cells, line=row.line)
    held = items.get(answer) or items.get(row.item) or items.get(row.key)
    if held is not None:
        return _compared(again, row, held, workshop)
    candidates = row.candidates if answer == NEW_ITEM else ()
    if row.candidates and answer != NEW_ITEM:
        return replace(row, row_class=RowClass.AMBIGUOUS)
    compared = Compared(again, None, workshop.within)
    key, title = row.key, row.title
    return made_row(again, RowClass.NEW, key=key, title=title, compared=compared, candidates=candidates)


def _compared(again: SheetRow, row: Row, held: Held, workshop: Workshop) -> Row:
    """Return the row as a change of ``held``; of a row without a mark an empty cell says nothing."""
    if not row.item:
        filled = {heading: cell for heading, cell in again.cells.items() if cell and heading != "domein"}
        again = SheetRow(again.sheet, again.number, filled, again.others, frozenset(filled))
    compared = Compared(again, held.stored, workshop.within)
    row_class = RowClass.CHANGED if compared.fields else RowClass.UNCHANGED
    made = made_row(again, row_class, key=row.key, title=row.title, compared=compared, held=held)
    return replace(made, cells=row.cells, candidates=row.candidates)


def _link(sheet: LinkSheet, row: Row, answer: str, workshop: Workshop) -> Row | None:
    planner = LinkPlanner(sheet, workshop, Planned(), source="")
    if row.row_class is RowClass.DISAPPEARED:
        return row if planner.has(row.key) else None
    chosen = next((one for one in row.candidates if one.item == answer), None)
    if row.row_class is RowClass.AMBIGUOUS and chosen is None:
        return row
    key = link_key(*ends_of(chosen.item)) if chosen else row.key
    title = chosen.name if chosen else row.title
    again = row_again(sheet, row.cells, line=row.line)
    made = planner.pair(again, key, title=title, name=title.rpartition(" – ")[2])
    return replace(made, cells=row.cells, candidates=row.candidates)
