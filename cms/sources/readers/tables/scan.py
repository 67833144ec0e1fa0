"""Looks through every sheet of an XLSX before any of it is read: formulas, far cells, and how much there is."""

import re
import zipfile

from cms.sources.errors import UnreadableSourceError
from cms.sources.readers.tables.elements import stream_elements
from cms.sources.readers.tables.sheets import Sheet, sheets_of, worksheet_parts
from cms.sources.readers.tables.table import MOST_COLUMNS, MOST_ROWS

MOST_CELLS = 1_500_000
_REFERENCE = re.compile(r"([A-Z]{1,4})([0-9]{1,10})")


def scan_workbook(archive: zipfile.ZipFile) -> tuple[Sheet, ...]:
    """Return the sheets that hold something, in their order.

    Raise UnreadableSourceError for formulas, or for more cells and text than a list can have, in any sheet.
    """
    sheets = sheets_of(archive)
    named = {sheet.part: sheet.name for sheet in sheets}
    filled = set()
    for part in worksheet_parts(archive) | named.keys():
        content = _Content(named.get(part, part))
        stream_elements(archive, part, content.start)
        if content.is_filled:
            filled.add(part)
    for part in archive.namelist():
        name = part.lower()
        if name.endswith(".xml") and name.rpartition("/")[2].startswith("sharedstrings"):
            stream_elements(archive, part, lambda tag, attributes: None)
    return tuple(sheet for sheet in sheets if sheet.part in filled)


class _Content:
    """Counts what one sheet holds."""

    def __init__(self, name: str) -> None:
        self.is_filled = False
        self._name = name
        self._cells = 0
        self._cell = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._count(attributes.get("r", ""))
        elif tag in {"v", "t"}:
            self.is_filled = True
        elif tag == "f":
            raise UnreadableSourceError(
                f"Cel {self._cell or '?'} van blad '{self._name}' bevat een formule. Plak de lijst als waarden "
                "(Plakken speciaal) en sla op."
            )
        elif tag == "row":
            _refuse_far(attributes.get("r", ""))
        elif tag == "dimension":
            for corner in attributes.get("ref", "").split(":"):
                _refuse_far(corner)

    def _count(self, reference: str) -> None:
        self._cell = reference
        self._cells += 1
        _refuse_far(reference)
        if self._cells > MOST_CELLS:
            raise UnreadableSourceError(f"Het blad heeft meer dan {MOST_CELLS} cellen. Splits de lijst in delen.")


def _refuse_far(reference: str) -> None:
    letters, number = "", reference
    if match := _REFERENCE.fullmatch(reference.replace("$", "")):
        letters, number = match.groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    if column > MOST_COLUMNS or (number.isdecimal() and int(number) > MOST_ROWS):
        raise UnreadableSourceError(
            f"Op het blad staat iets in {'cel' if letters else 'rij'} {reference}; hooguit {MOST_ROWS} rijen en "
            f"{MOST_COLUMNS} kolommen passen. Haal weg wat buiten de lijst staat."
        )
