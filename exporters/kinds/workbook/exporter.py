"""``workbook``: the release as an XLSX for people who read in a spreadsheet. To fill in there is another one, in cms.

Rows go to disk as they are made. In memory stay the names of items that others lead to, and the links.
"""

from collections import defaultdict
from contextlib import closing
from datetime import datetime
from pathlib import Path

import msgspec
import xlsxwriter

from exporters.base import ExportedFile
from exporters.head import TITLE, read_head
from exporters.kinds.workbook import front, long_texts
from exporters.kinds.workbook.cells import Cells
from exporters.kinds.workbook.long_texts import LongTexts
from exporters.kinds.workbook.places import Places
from exporters.kinds.workbook.sheets import Sheet, sheets
from exporters.kinds.workbook.styles import Styles
from publishing.store.pack_reader import Pack

# One moment for every workbook: nobody's clock is in it. xlsxwriter takes a moment without zone.
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - as above
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class Workbook:
    """See the module."""

    kind = "workbook"
    title = "Alle inhoud als werkmap (XLSX)"
    version = 1
    required = False

    def describe(self, pack: Pack) -> ExportedFile:
        """Return ``wegwijzer-2026.1.xlsx``."""
        return ExportedFile(
            filename=f"wegwijzer-{pack.meta['number']}.xlsx",
            media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )

    def write(self, pack: Pack, target: Path) -> None:
        """Write all sheets in one pass over the documents; raise ExportError when a sheet is full."""
        head, places = read_head(pack), Places(pack)
        with closing(xlsxwriter.Workbook(str(target), _OPTIONS)) as book:
            book.set_properties({"title": f"{TITLE} {head.number}", "author": head.publisher, "created": _CREATED})
            styles, about = Styles(book), book.add_worksheet(front.NAME)
            pages = [(sheet, book.add_worksheet(sheet.name)) for sheet in sheets()]
            page = book.add_worksheet(long_texts.NAME)
            long = LongTexts(page, header=styles.header, plain=styles.plain)
            written = [(sheet, Cells(page, sheet, styles=styles, places=places, long=long)) for sheet, page in pages]
            _write_documents(pack, written)
            long.finish()
            front.write_front(about, head, written, styles, long=long.rows)


def _write_documents(pack: Pack, written: list[tuple[Sheet, Cells]]) -> None:
    by_kind = defaultdict(list)
    for sheet, cells in written:
        by_kind[sheet.table.kind.name].append((sheet, cells))
    for document in pack.documents():
        plain = msgspec.json.decode(document.body)
        for sheet, cells in by_kind[document.kind]:
            for row in sheet.table.rows(plain, document.digest):
                cells.write(row, plain)
    for _, cells in written:
        cells.finish()
