"""Files of rows and columns: CSV and XLSX become one shape, within bounds."""

from cms.sources.readers.tables.reading import read_sheets, read_table
from cms.sources.readers.tables.table import Cell, Line, Table

__all__ = ["Cell", "Line", "Table", "read_sheets", "read_table"]
