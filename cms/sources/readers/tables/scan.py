"""Looks through the XML of an XLSX as a stream, so that nothing in it can make memory grow before it is refused."""

import re
import zipfile
from collections.abc import Callable
from xml.parsers import expat

from cms.sources.errors import UnreadableSourceError
from cms.sources.readers.tables.table import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS

MOST_CELLS = 1_500_000
MOST_SHEETS = 30
_CHUNK = 65_536
_REFERENCE = re.compile(r"([A-Z]{1,4})([0-9]{1,10})")

Start = Callable[[str, dict[str, str]], None]


def scan_workbook(archive: zipfile.ZipFile) -> None:
    """Raise UnreadableSourceError for several sheets, formulas, or more cells and text than a list can have."""
    sheets = _sheets_of(archive)
    if len(sheets) != 1:
        named = ", ".join(f"'{name}'" for name in sheets[:20])
        raise UnreadableSourceError(
            f"De werkmap heeft {len(sheets)} bladen: {named}. Bewaar het blad met de lijst in een werkmap van één blad."
        )
    _scan_parts(archive)


def scan_sheets(archive: zipfile.ZipFile) -> None:
    """Raise UnreadableSourceError as ``scan_workbook`` does, but for a workbook of several sheets."""
    if len(sheets := _sheets_of(archive)) > MOST_SHEETS:
        raise UnreadableSourceError(
            f"De werkmap heeft {len(sheets)} bladen; hooguit {MOST_SHEETS} passen. Haal weg wat er niet in hoort."
        )
    _scan_parts(archive)


def _sheets_of(archive: zipfile.ZipFile) -> list[str]:
    sheets: list[str] = []

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            sheets.append(attributes.get("name", "?"))

    _scan(archive, "xl/workbook.xml", sheet)
    return sheets


def _scan_parts(archive: zipfile.ZipFile) -> None:
    for part in archive.namelist():
        name = part.lower()
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            _scan(archive, part, _Sheet().start)
        elif name.endswith(".xml") and name.rpartition("/")[2].startswith("sharedstrings"):
            _scan(archive, part, lambda tag, attributes: None)


class _Sheet:
    """Counts what one sheet holds."""

    def __init__(self) -> None:
        self._cells = 0
        self._cell = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._count(attributes.get("r", ""))
        elif tag == "f":
            raise UnreadableSourceError(
                f"Cel {self._cell or '?'} bevat een formule. Plak de lijst als waarden (Plakken speciaal) en sla op."
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


def _scan(archive: zipfile.ZipFile, part: str, start: Start) -> None:
    """Send the elements of ``part`` to ``start``, without their namespace, and bound the text of each cell."""
    length = 0

    def element(name: str, attributes: dict[str, str]) -> None:
        nonlocal length
        tag = name.rpartition(" ")[2]
        if tag in {"c", "si"}:
            length = 0
        start(tag, attributes)

    def text(data: str) -> None:
        nonlocal length
        length += len(data)
        if length > LONGEST_CELL:
            raise UnreadableSourceError(f"De werkmap heeft een cel met meer dan {LONGEST_CELL} tekens. Kort die in.")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = element
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise UnreadableSourceError(
            f"Onderdeel {part} van de werkmap is beschadigd. Sla de lijst opnieuw op."
        ) from error


def _refuse_doctype(*_: object) -> None:
    # ECMA-376 part 2, 7.5.2 (M1.17): the parts of a package hold no DTD; entities in one could grow without end.
    raise UnreadableSourceError("De werkmap bevat een DTD, en dat hoort niet. Sla de lijst opnieuw op in Excel.")
