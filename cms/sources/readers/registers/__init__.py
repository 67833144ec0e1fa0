"""Records of the NJi and Gezonde School registers, as editors fill them in by hand."""

from cms.sources.readers.registers.record import Record, Records
from cms.sources.readers.registers.sources import REGISTERS, read_cells, read_register

__all__ = ["REGISTERS", "Record", "Records", "read_cells", "read_register"]
