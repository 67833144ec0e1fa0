"""XLSX: looked through as a stream first, then read by calamine in a process with a memory limit."""

import io
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec

from cms.sources.errors import UnreadableSourceError
from cms.sources.readers.tables.archive import refuse_wrong_archive
from cms.sources.readers.tables.scan import scan_workbook
from cms.sources.readers.tables.sheets import Sheet, choose_sheet
from cms.sources.readers.tables.table import Cell, Table, make_line
from cms.sources.reading import Finding, FindingRule

# Its own file, run by path: it needs nothing of ours, and gets nothing of our environment.
_PROGRAM = Path(__file__).with_name("calamine_process.py")
_SECONDS = 60
_REFUSED = "De werkmap is niet te lezen. Open haar in Excel, sla haar opnieuw op als .xlsx en probeer het weer."

# What the process writes: a date stands in a list of one, to tell it from text.
_Raw = str | int | float | bool | list[str] | None
_Rows = list[list[_Raw]]
T = TypeVar("T")


def read_workbook(data: bytes, *, sheet: str = "") -> Table:
    """Return the rows of one sheet of an XLSX file; raise UnreadableSourceError for what may not come in.

    ``sheet`` is the name of a sheet. Without one there must be one visible sheet that holds something, or
    SheetChoiceError is raised with the names to choose from. A hidden sheet is named in a finding and never read.
    """
    filled = _look_through(data)
    chosen = choose_sheet(filled, wanted=sheet)
    if chosen is None:
        return Table(())
    rows = _parse(data, _Rows, str(chosen.place))
    lines = (make_line(number, [_cell(raw) for raw in row]) for number, row in enumerate(rows, start=1))
    hidden = (Finding(FindingRule.HIDDEN_SHEET, 1, _unread(other.name)) for other in filled if other.is_hidden)
    return Table(tuple(line for line in lines if line), tuple(hidden))


def read_workbook_sheets(data: bytes) -> dict[str, Table]:
    """Return the rows of every sheet of an XLSX file, by name, the inside of each cell to the letter.

    A sheet without anything has no rows, and a hidden one counts as any other: its name says what it is. Raise
    UnreadableSourceError for what may not come in.
    """
    _look_through(data)
    sheets = _parse(data, dict[str, _Rows], "all")
    tables = {}
    for name, rows in sheets.items():
        numbered = enumerate(rows, start=1)
        lines = (make_line(number, [_cell(raw) for raw in row], keep_lines=True) for number, row in numbered)
        tables[name] = Table(tuple(line for line in lines if line))
    return tables


def _look_through(data: bytes) -> tuple[Sheet, ...]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            refuse_wrong_archive(archive)
            return scan_workbook(archive)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        raise UnreadableSourceError(_REFUSED) from error


def _unread(name: str) -> str:
    return f"Blad '{name}' is verborgen en is niet gelezen. Maak het zichtbaar als het meetelt."


def _parse(data: bytes, shape: type[T], which: str) -> T:
    command = [sys.executable, "-I", str(_PROGRAM), which]
    try:
        done = subprocess.run(  # noqa: S603  # our own interpreter and our own file
            command, input=data, capture_output=True, timeout=_SECONDS, check=True, env={}
        )
        return msgspec.json.decode(done.stdout, type=shape)
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
