"""The registers that can be read. One more is an entry here."""

from collections.abc import Mapping

from msgspec import Struct

from cms.sources.readers.registers.columns import Field
from cms.sources.readers.registers.header import read_header
from cms.sources.readers.registers.mistaken import check_register
from cms.sources.readers.registers.record import Record, Records
from cms.sources.readers.registers.rows import RowReader
from cms.sources.readers.tables import Line, Table, read_table
from cms.vetting.levels import Register


class Source(Struct, frozen=True):
    """A register, and the columns without which its file cannot be compared."""

    register: Register
    needed: frozenset[Field]


_FACTS = frozenset({Field.NAME, Field.LABEL, Field.DATE})
REGISTERS: dict[str, Source] = {
    "nji": Source(Register.NJI, _FACTS),
    "gezonde-school": Source(Register.GEZONDE_SCHOOL, _FACTS | {Field.NUMBER}),
}


def read_register(data: bytes, *, source: Source, sheet: str = "") -> Records:
    """Return the records in a CSV or XLSX file; raise UnreadableSourceError for another one, or another register's.

    ``sheet`` is the name of the sheet to read; SheetChoiceError lists the names when one has to be chosen.
    What is wrong with a row comes back with that row, all at once.
    """
    table = read_table(data, sheet=sheet)
    check_register(table, register=source.register)
    header = read_header(table, needed=source.needed)
    reader = RowReader(source.register, header)
    records = tuple(reader.read(line) for line in table.lines[1:])
    return Records(records, (*table.findings, *header.findings, *reader.findings))


def read_cells(cells: Mapping[str, str], *, line: int, source: Source) -> Record:
    """Return the record in one row that was read before: its ``cells`` by column, from row ``line``."""
    header = Line(1, tuple(cells))
    row = Line(line, tuple(cells.values()))
    return RowReader(source.register, read_header(Table((header,)), needed=source.needed)).read(row)
