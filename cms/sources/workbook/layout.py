"""How the workbook looks: a header that stays in view, filters, wrapped text, grey marks, lists to choose from."""

from collections.abc import Iterable
from typing import Any

from cms.sources.readers.tables.table import MOST_ROWS
from cms.sources.workbook.columns import MARK, ItemSheet, Sheet
from cms.sources.workbook.forms import Choice, Day, YesNo
from cms.sources.workbook.forms.choices import short_label

_WIDEST_LIST = 5_000  # rows that get a list to choose from; new rows come below what is there
_MARK_WIDTH = 12
_NAME_WIDTH = 40
_GREY, _GREEN = "#EDEDED", "#DDEBE3"


class Layout:
    """The styles of one workbook, and how a sheet is laid out with them."""

    def __init__(self, book: Any) -> None:
        top = {"valign": "top", "text_wrap": True}
        self._text = book.add_format({**top, "num_format": "@"})
        self._mark = book.add_format(
            {"valign": "top", "font_color": "#767676", "bg_color": _GREY, "num_format": "@", "font_size": 8}
        )
        self._number = book.add_format(top)
        self.day = book.add_format({**top, "num_format": "dd-mm-yyyy"})
        self._header = book.add_format({"bold": True, "bg_color": _GREEN, "bottom": 1, **top})
        self._bold = book.add_format({"bold": True, "valign": "top"})
        self._plain = book.add_format({"valign": "top"})

    def style_of(self, sheet: Sheet, place: int) -> Any:
        """Return the style of the cells in one column."""
        heading = sheet.headings[place]
        if heading.startswith(MARK):
            return self._mark
        return self._number if heading == "domein" or heading.startswith("leeftijd") else self._text

    def instruct(self, page: Any, lines: Iterable[tuple[str, str]]) -> None:
        """Write the instructions."""
        page.set_column(0, 0, 16)
        page.set_column(1, 1, 120)
        page.hide_gridlines(2)
        for number, (head, line) in enumerate(lines):
            page.write_string(number, 0, head, self._bold)
            page.write_string(number, 1, line, self._plain)

    def lay_out(self, page: Any, sheet: Sheet) -> None:
        """Write the header of ``sheet`` and everything that holds for whole columns."""
        columns = {column.heading: column for column in sheet.columns}
        for place, heading in enumerate(sheet.headings):
            width = columns[heading].width if heading in columns else _NAME_WIDTH
            day = heading in columns and isinstance(columns[heading].form, Day)
            style = self.day if day else self.style_of(sheet, place)
            page.set_column(place, place, _MARK_WIDTH if heading.startswith(MARK) else width, style)
            if choices := _choices(columns[heading].form if heading in columns else None):
                page.data_validation(1, place, _WIDEST_LIST, place, choices)
        page.set_row(0, 32)
        for place, heading in enumerate(sheet.headings):
            page.write_string(0, place, heading, self._header)
        page.freeze_panes(1, 2 if isinstance(sheet, ItemSheet) else 0)
        page.autofilter(0, 0, min(_WIDEST_LIST, MOST_ROWS), len(sheet.headings) - 1)


def _choices(form: object) -> dict[str, Any] | None:
    if isinstance(form, YesNo):
        return {"validate": "list", "source": ["ja", "nee"], "error_message": "Kies 'ja' of 'nee'."}
    if isinstance(form, Choice):
        names = [short_label(choice) for choice in form.choices]
        return {"validate": "list", "source": names, "error_message": "Kies uit de lijst, of laat de cel leeg."}
    return None
