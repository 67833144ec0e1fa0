"""The first sheet: which release this is, what stands where, and what the colours mean."""

from typing import Any

from exporters.head import TITLE, Head
from exporters.kinds.workbook.cells import Cells
from exporters.kinds.workbook.long_texts import NAME as LONG_TEXTS
from exporters.kinds.workbook.sheets import Sheet
from exporters.kinds.workbook.styles import Styles
from exporters.levels import LABELS, RISING
from publishing.documents.kinds.intervention import COARSE

NAME = "Over deze uitgave"
_ABOUT = (
    "Deze werkmap is om te lezen. Wijzigen doe je in de Wegwijzer zelf.",
    "Een blauwe naam leidt naar het item. Een filter staat in de kopregel van elk blad.",
    "Erkenningen gelden op de ijkdatum. Kleuren zeggen hetzelfde als de naam van het niveau.",
    f"Een tekst die niet in een cel past, staat in zijn geheel op het blad ‘{LONG_TEXTS}’.",
)


def write_front(page: Any, head: Head, written: list[tuple[Sheet, Cells]], styles: Styles, *, long: int) -> None:
    """Write the sheet; ``long`` is how many rows there are of texts that no cell can hold."""
    page.set_column(0, 0, 36)
    page.set_column(1, 1, 90)
    page.hide_gridlines(2)
    page.write_string(0, 0, f"{TITLE}, uitgave {head.number}", styles.title)
    row = _rows(page, 2, _told(head), styles)
    row = _rows(page, row + 1, [("", one) for one in _ABOUT], styles)
    row = _heading(page, row + 1, ("Blad", "Rijen"), styles)
    for sheet, cells in written:
        page.write_url(row, 0, f"internal:'{sheet.name}'!A1", styles.link, string=sheet.name)
        page.write_number(row, 1, cells.rows, styles.count)
        row += 1
    if long:
        page.write_url(row, 0, f"internal:'{LONG_TEXTS}'!A1", styles.link, string=LONG_TEXTS)
        page.write_number(row, 1, long, styles.count)
        row += 1
    row = _heading(page, row + 1, ("Erkenningsniveau", "In het kort"), styles)
    for level in reversed(RISING):
        page.write_string(row, 0, LABELS[level], styles.levels[level])
        page.write_string(row, 1, COARSE[level], styles.plain)
        row += 1


def _told(head: Head) -> list[tuple[str, str]]:
    return [
        ("Uitgave", head.number),
        ("IJkdatum", f"{head.reference_date:%d-%m-%Y}"),
        ("Vingerafdruk", head.digest),
        ("Uitgever", head.publisher),
        ("Licentie", head.licence),
        ("Adres", head.base_url),
        ("Vorige uitgave", head.predecessor.number if head.predecessor else "geen"),
    ]


def _rows(page: Any, row: int, told: list[tuple[str, str]], styles: Styles) -> int:
    for number, (name, text) in enumerate(told, start=row):
        page.write_string(number, 0, name, styles.bold)
        page.write_string(number, 1, text, styles.plain)
    return row + len(told)


def _heading(page: Any, row: int, names: tuple[str, str], styles: Styles) -> int:
    for place, name in enumerate(names):
        page.write_string(row, place, name, styles.header)
    return row + 1
