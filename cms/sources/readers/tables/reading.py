"""Bytes become a table, by what the bytes are and not by what the file is called."""

from cms.sources.errors import UnreadableSourceError
from cms.sources.readers.tables.delimited import read_delimited
from cms.sources.readers.tables.table import Table
from cms.sources.readers.tables.workbook import read_workbook, read_workbook_sheets

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # MS-CFB 2.2: the container of .xls, and of an encrypted .xlsx
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_table(data: bytes, *, sheet: str = "") -> Table:
    """Return the rows of a CSV or XLSX file; raise UnreadableSourceError, in time, for anything else.

    ``sheet`` is the name of the sheet to read; SheetChoiceError lists the names when one has to be chosen.
    """
    _refuse_ole(data)
    if sheet and not data.startswith(_ZIP):
        raise UnreadableSourceError(f"Dit is geen Excel-werkmap en heeft geen blad '{sheet}'. Laat het blad leeg.")
    table = read_workbook(data, sheet=sheet) if data.startswith(_ZIP) else read_delimited(data)
    if not table.lines:
        raise UnreadableSourceError("Het bestand is leeg. Verwacht is een kopregel met daaronder de rijen.")
    return table


def read_sheets(data: bytes) -> dict[str, Table]:
    """Return the rows of each sheet of an XLSX file, by name; raise UnreadableSourceError for anything else."""
    _refuse_ole(data)
    if not data.startswith(_ZIP):
        raise UnreadableSourceError(
            "Dit is geen Excel-werkmap (.xlsx). De werkmap heeft meer bladen en past niet in een CSV: sla haar op als "
            "Excel-werkmap."
        )
    return read_workbook_sheets(data)


def _refuse_ole(data: bytes) -> None:
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise UnreadableSourceError(
                "Dit Excelbestand is met een wachtwoord beveiligd. Haal het wachtwoord eraf en sla het opnieuw op."
            )
        raise UnreadableSourceError(
            "Dit is een oud Excelbestand (.xls) of een ander Office-bestand. Sla het op als Excel-werkmap (.xlsx)."
        )
