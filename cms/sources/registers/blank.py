"""The empty file of a register, to be filled in by hand: its columns, each with what belongs in it."""

import io
from contextlib import closing
from typing import Any

import xlsxwriter

from cms.sources.readers.registers import REGISTERS
from cms.sources.readers.registers.columns import columns_of
from cms.sources.xlsx import CREATED

_ROWS = 5_000  # that say what belongs in a cell when it is chosen
_WIDTH = 24


def build_blank(kind: str) -> bytes:
    """Return the file as XLSX: a row of headings, and nothing under it."""
    file = io.BytesIO()
    register = REGISTERS[kind].register
    with closing(xlsxwriter.Workbook(file)) as book:
        book.set_properties({"title": f"{register.short}-register", "created": CREATED})
        # As text, Excel leaves '8-12' the ages that they are and makes no date of them.
        text, header = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "bottom": 1})
        page = book.add_worksheet(register.short)
        page.freeze_panes(1, 0)
        for place, column in enumerate(columns_of(register)):
            page.set_column(place, place, _WIDTH, text)
            page.write_string(0, place, column.names[0], header)
            page.data_validation(0, place, _ROWS, place, _told(column.names[0], column.asks))
    return file.getvalue()


def _told(heading: str, asks: str) -> dict[str, Any]:
    return {"validate": "any", "input_title": heading, "input_message": asks}
