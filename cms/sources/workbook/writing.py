"""Writes the workbook. Rows go to disk as they are made, so memory does not grow with the content."""

import io
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter

from cms.sources.errors import UnwritableWorkbookError
from cms.sources.workbook.columns import SHEETS, ItemSheet, LinkSheet, Sheet
from cms.sources.workbook.forms import Shown
from cms.sources.workbook.held import Held, HeldLink
from cms.sources.workbook.instructions import INSTRUCTIONS, LINES
from cms.sources.workbook.layout import Layout
from cms.sources.workbook.workshop import Workshop
from cms.sources.xlsx import CREATED


def build_workbook() -> bytes:
    """Return the latest draft of every item as an XLSX file."""
    file = io.BytesIO()
    write_workbook(file)
    return file.getvalue()


def write_workbook(file: IO[bytes]) -> None:
    """Write the latest draft of every item to ``file`` as XLSX."""
    write_sheets(file, [(sheet, _rows(sheet, workshop)) for workshop in [Workshop()] for sheet in SHEETS])


def write_sheets(file: IO[bytes], sheets: Iterable[tuple[Sheet, Iterable[Iterable[Shown]]]]) -> None:
    """Write ``sheets``, each with its rows of cells, to ``file`` as XLSX, after the instructions."""
    with closing(xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False})) as book:
        book.set_properties({"title": "Wegwijzer: werkmap", "created": CREATED})
        layout = Layout(book)
        layout.instruct(book.add_worksheet(INSTRUCTIONS), LINES)
        for sheet, rows in sheets:
            page = book.add_worksheet(sheet.name)
            layout.lay_out(page, sheet)
            for number, cells in enumerate(rows, start=1):
                for place, shown in enumerate(cells):
                    _write(page, layout, number, place, shown, sheet)


def _rows(sheet: Sheet, workshop: Workshop) -> Iterator[list[Shown]]:
    if isinstance(sheet, ItemSheet):
        for held in workshop.items[sheet.target].values():
            yield cells_of(sheet, held)
    else:
        for link in workshop.links(sheet):
            yield cells_of_link(sheet, link)


def cells_of(sheet: ItemSheet, held: Held) -> list[Shown]:
    """Return the cells of one item, its mark first."""
    return [held.uid, *(column.form.shown(held.stored[column.field]) for column in sheet.columns)]


def cells_of_link(sheet: LinkSheet, link: HeldLink) -> list[Shown]:
    """Return the cells of one link: both its ends by mark and name, then its text."""
    ends = [text for end in link.ends for text in (end.uid, end.name)]
    return [*ends, *(column.form.shown(link.stored[column.field]) for column in sheet.columns)]


def _write(
    page: xlsxwriter.worksheet.Worksheet, layout: Layout, row: int, place: int, shown: Shown, sheet: Sheet
) -> None:
    style = layout.style_of(sheet, place)
    if isinstance(shown, date):
        page.write_datetime(row, place, datetime(shown.year, shown.month, shown.day), layout.day)  # noqa: DTZ001 - a day
    elif isinstance(shown, Decimal):
        page.write_number(row, place, float(shown), style)
    elif shown:
        _write_text(page, row, place, shown, style, sheet)
    else:
        page.write_blank(row, place, None, style)


def _write_text(
    page: xlsxwriter.worksheet.Worksheet, row: int, place: int, text: str, style: Any, sheet: Sheet
) -> None:
    """Write ``text`` as text, also when it looks like a formula; raise UnwritableWorkbookError for what does not fit.

    xlsxwriter would shorten a long text, and take a text within <r> and </r> for parts of its own.
    """
    is_theirs = text.startswith("<r>") and text.endswith("</r>")
    if is_theirs or page.write_string(row, place, text, style) != 0:
        where = f"blad '{sheet.name}', rij {row + 1}, kolom '{sheet.headings[place]}'"
        why = "begint met <r> en eindigt op </r>" if is_theirs else "is langer dan een cel van Excel kan bevatten"
        raise UnwritableWorkbookError(
            f"De tekst op {where} {why}: '{text[:60]}…'. Pas de tekst aan in de werkplaats en maak de werkmap opnieuw."
        )
