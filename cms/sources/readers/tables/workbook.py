"""XLSX: looked through as a stream first, then read by calamine in a process with a memory limit."""

import io
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import msgspec

from cms.sources.errors import UnreadableSourceError
from cms.sources.readers.tables.archive import refuse_wrong_archive
from cms.sources.readers.tables.scan import scan_workbook
from cms.sources.readers.tables.sheets import choose_sheet
from cms.sources.readers.tables.table import Cell, Table, make_line
from cms.sources.reading import Finding, FindingRule

# Its own file, run by path: it needs nothing of ours, and gets nothing of our environment.
_PROGRAM = Path(__file__).with_name("calamine_process.py")
_SECONDS = 60
_REFUSED = "De werkmap is niet te lezen. Open haar in Excel, sla haar opnieuw op als .xlsx en probeer het weer."

# What the process writes: a date stands in a list of one, to tell it from text.
_Raw = str | int | float | bool | list[str] | None


def read_workbook(data: bytes, *, sheet: str = "") -> Table:
    """Return the rows of one sheet of an XLSX file; raise UnreadableSourceError for what may not come in.

    ``sheet`` is the name of a sheet. Without one there must be one visible sheet that holds something, or
    SheetChoiceError is raised with the names to choose from. A hidden sheet is named in a finding and never read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            refuse_wrong_archive(archive)
            filled = scan_workbook(archive)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        raise UnreadableSourceError(_REFUSED) from error
    chosen = choose_sheet(filled, wanted=sheet)
    if chosen is None:
        return Table(())
    rows = _parse(data, chosen.place)
    lines = (make_line(number, [_cell(raw) for raw in row]) for number, row in enumerate(rows, start=1))
    hidden = (Finding(FindingRule.HIDDEN_SHEET, 1, _unread(other.name)) for other in filled if other.is_hidden)
    return Table(tuple(line for line in lines if line), tuple(hidden))


def _unread(name: str) -> str:
    return f"Blad '{name}' is verborgen en is niet gelezen. Maak het zichtbaar als het meetelt."


def _parse(data: bytes, place: int) -> list[list[_Raw]]:
    command = [sys.executable, "-I", str(_PROGRAM), str(place)]
    try:
        done = subprocess.run(  # noqa: S603  # our own interpreter and our own file
            command, input=data, capture_output=True, timeout=_SECONDS, check=True, env={}
        )
        return msgspec.json.decode(done.stdout, type=list[list[_Raw]])
    except (subprocess.SubprocessError, msgspec.DecodeError) as error:
        raise UnreadableSourceError(_REFUSED) from error


def _cell(raw: _Raw) -> Cell:
    if isinstance(raw, list):
        return date.fromisoformat(raw[0])
    if isinstance(raw, bool):
        return "ja" if raw else "nee"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return "" if raw is None else str(raw)
