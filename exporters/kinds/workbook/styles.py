"""How cells look: widths, colours of the levels, what stays in view."""

from typing import Any

from exporters.kinds.workbook.sheets import Sheet, Shown
from exporters.levels import RISING

WIDTHS: dict[Shown, int] = {  # characters
    Shown.MARK: 24,
    Shown.NAME: 40,
    Shown.TEXT: 40,
    Shown.HTML: 70,
    Shown.LIST: 24,
    Shown.NUMBER: 11,
    Shown.DAY: 13,
    Shown.YES_NO: 12,
    Shown.LEVEL: 36,
    Shown.CHOICE: 28,
    Shown.ADDRESS: 40,
    Shown.LINK: 40,
}
# From light to dark as the evidence grows, and grey apart. Black on the lightest, white on the darkest: 7:1 or more.
COLOURS: dict[str, tuple[str, str]] = dict(
    zip(
        RISING,
        (
            ("#D9D9D9", "#000000"),
            ("#FFF2CC", "#000000"),
            ("#DDEBF7", "#000000"),
            ("#C6E0B4", "#000000"),
            ("#8FCB7B", "#000000"),
            ("#1E5B2A", "#FFFFFF"),
        ),
        strict=True,
    )
)
_GREEN, _GREY, _BLUE = "#DDEBE3", "#666666", "#0B4F9E"


class Styles:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:
        top = {"valign": "top", "text_wrap": True}
        text = {**top, "num_format": "@"}
        link = book.add_format({**text, "font_color": _BLUE, "underline": 1})
        plain = book.add_format(text)
        self.by_shown: dict[Shown, Any] = {
            **dict.fromkeys(Shown, plain),
            Shown.MARK: book.add_format({"valign": "top", "font_color": _GREY, "font_size": 8, "num_format": "@"}),
            Shown.NAME: book.add_format({**text, "bold": True}),
            Shown.NUMBER: book.add_format(top),
            Shown.DAY: book.add_format({**top, "num_format": "dd-mm-yyyy", "align": "left"}),
            Shown.ADDRESS: link,
            Shown.LINK: link,
        }
        self.plain, self.link = plain, link
        self.count = book.add_format({"valign": "top", "align": "left"})
        self.header = book.add_format({**top, "bold": True, "bg_color": _GREEN, "bottom": 1})
        self.bold = book.add_format({**text, "bold": True})
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.levels = {
            level: book.add_format({**text, "bg_color": back, "font_color": front})
            for level, (back, front) in COLOURS.items()
        }

    def lay_out(self, page: Any, sheet: Sheet) -> None:
        """Write the header of ``sheet``, which stays in view with the first column, and set widths."""
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, WIDTHS[column.shown])
            page.write_string(0, place, column.heading, self.header)
        page.set_row(0, 30)
        page.freeze_panes(1, 1)
        page.repeat_rows(0)
        page.set_landscape()
        page.fit_to_pages(1, 0)
