"""Writes one value into one cell, as what it is: text never becomes a formula, a number never becomes text."""

import re
from datetime import date, datetime
from typing import Any

from exporters.base import ExportError
from exporters.kinds.workbook.long_texts import LongTexts, is_too_long
from exporters.kinds.workbook.places import Places
from exporters.kinds.workbook.sheets import Sheet, SheetColumn, Shown, sheets
from exporters.kinds.workbook.styles import Styles
from exporters.levels import LABELS, REGISTERS
from publishing.documents.difference import words_of_html

MOST_ROWS = 1_048_576  # Excel
_MOST_LINKS = 20_000  # per sheet; Excel stops at 65,530, and every link is kept in memory until the end
_ADDRESS = re.compile(r"https?://[!-~]{1,1900}")
_SHEET_OF = {sheet.table.kind.name: sheet.name for sheet in reversed(sheets()) if not sheet.table.field}
_FIRST_DAY = date(1900, 3, 1)  # Excel takes 1900 for a leap year: before this its days are wrong


class Cells:
    """The cells of one sheet, row after row."""

    def __init__(self, page: Any, sheet: Sheet, *, styles: Styles, places: Places, long: LongTexts) -> None:
        self._page, self._sheet = page, sheet
        self._styles, self._places, self._long = styles, places, long
        self._links = 0
        self.rows = 0
        styles.lay_out(page, sheet)

    def write(self, row: list[Any], document: dict[str, Any]) -> None:
        """Write the next row; raise ExportError when the sheet is full."""
        self.rows += 1
        if self.rows >= MOST_ROWS:
            raise ExportError(f"Blad ‘{self._sheet.name}’ is vol bij {document['soort']} ‘{document['id']}’.")
        for place, column in enumerate(self._sheet.columns):
            value = column.value(row, document)
            if value not in (None, ""):
                self._write(place, column, value, document["id"])

    def finish(self) -> None:
        """Put a filter on what was written."""
        self._page.autofilter(0, 0, self.rows, len(self._sheet.columns) - 1)

    def _write(self, place: int, column: SheetColumn, value: Any, item: str) -> None:
        style = self._styles.by_shown[column.shown]
        if column.shown is Shown.NUMBER:
            self._page.write_number(self.rows, place, value, style)
        elif column.shown is Shown.DAY and (day := date.fromisoformat(value)) >= _FIRST_DAY:
            self._page.write_datetime(self.rows, place, datetime(day.year, day.month, day.day), style)  # noqa: DTZ001 - a day
        elif column.shown is Shown.LEVEL:
            self._text(place, LABELS[value], self._styles.levels[value])
        elif column.shown is Shown.LINK:
            self._link(place, column, value, style)
        else:
            text = _words(column, value)
            if is_too_long(text):
                text = self._long.put(text, sheet=self._sheet.name, item=item, column=column.heading)
            self._address_or_text(place, column, text, style)

    def _address_or_text(self, place: int, column: SheetColumn, text: str, style: Any) -> None:
        if column.shown is Shown.ADDRESS and _ADDRESS.fullmatch(text):
            self._lead(place, text, text, style)
        else:
            self._text(place, text, self._styles.plain if column.shown is Shown.ADDRESS else style)

    def _link(self, place: int, column: SheetColumn, value: str, style: Any) -> None:
        found = self._places.find(column.target, value) if column.target else None
        if found is None or column.target is None:
            self._text(place, value, self._styles.plain)  # erased by law: only its id is left
        else:
            self._lead(place, f"internal:'{_SHEET_OF[column.target.name]}'!A{found.row + 1}", found.name, style)

    def _lead(self, place: int, address: str, text: str, style: Any) -> None:
        self._links += 1
        if self._links > _MOST_LINKS or _is_taken_for_xml(text):
            self._text(place, text, self._styles.plain)
        else:
            self._page.write_url(self.rows, place, address, style, string=text)

    def _text(self, place: int, text: str, style: Any) -> None:
        if _is_taken_for_xml(text):
            self._page.write_rich_string(self.rows, place, text[:1], text[1:2], text[2:], style)
        else:
            self._page.write_string(self.rows, place, text, style)


def _is_taken_for_xml(text: str) -> bool:
    """Whether xlsxwriter would write ``text`` as it is: it takes such a text for a rich one that it made itself."""
    return text.startswith("<r>") and text.endswith("</r>")


def _words(column: SheetColumn, value: Any) -> str:
    """Return ``value`` as people read it."""
    if column.shown is Shown.HTML:
        return words_of_html(value)
    if column.shown is Shown.LIST:
        return "; ".join(value)
    if column.shown is Shown.YES_NO:
        return "ja" if value else "nee"
    if column.shown is Shown.CHOICE:
        return REGISTERS.get(value, str(value).capitalize())
    return str(value)
