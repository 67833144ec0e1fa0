"""XLSX: looked through as a stream first, then read by calamine in a process with a memory limit."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec

from cms.sources.errors import UnreadableSourceError
from cms.sources.readers.tables.archive import refuse_wrong_archive
from cms.sources.readers.tables.scan import scan_sheets, scan_workbook
from cms.sources.readers.tables.table import Cell, Table, make_line

# Its own file, run by path: it needs nothing of ours, and gets nothing of our environment.
_PROGRAM = Path(__file__).with_name("calamine_process.py")
_SECONDS = 60
_REFUSED = "De werkmap is niet te lezen. Open haar in Excel, sla haar opnieuw op als .xlsx en probeer het weer."

# What the process writes: a date stands in a list of one, to tell it from text.
_Raw = str | int | float | bool | list[str] | None
_Rows = list[list[_Raw]]
T = TypeVar("T")


def read_workbook(data: bytes) -> Table:
    """Return the rows of the only sheet of an XLSX file; raise UnreadableSourceError for what may not come in."""
    _look_through(data, scan_workbook)
    return _table(_parse(data, _Rows), keep_lines=False)


def read_workbook_sheets(data: bytes) -> dict[str, Table]:
    """Return the rows of every sheet of an XLSX file, by the sheet's name; the lines inside a cell are kept.

    Raise UnreadableSourceError for what may not come in.
    """
    _look_through(data, scan_sheets)
    sheets = _parse(data, dict[str, _Rows], "sheets")
    return {name: _table(rows, keep_lines=True) for name, rows in sheets.items()}


def _look_through(data: bytes, scan: Callable[[zipfile.ZipFile], None]) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            refuse_wrong_archive(archive)
            scan(archive)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        raise UnreadableSourceError(_REFUSED) from error


def _table(rows: _Rows, *, keep_lines: bool) -> Table:
    lines = (
        make_line(number, [_cell(raw) for raw in row], keep_lines=keep_lines)
        for number, row in enumerate(rows, start=1)
    )
    return Table(tuple(line for line in lines if line))


def _parse(data: bytes, shape: type[T], *words: str) -> T:
    command = [sys.executable, "-I", str(_PROGRAM), *words]
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
