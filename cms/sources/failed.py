"""The rows that failed, as a CSV that can be mended and loaded again."""

import csv
import io

from cms.sources.models import ImportPlan
from cms.sources.readers.tables.formulas import guard_cell

MESSAGE = "Melding"  # a column that the readers know and leave alone
_BOM = "\ufeff"  # without it Excel reads UTF-8 as Windows-1252


def failed_rows_csv(plan: ImportPlan) -> str:
    """Return the wrong and refused rows of ``plan`` with their columns as they came, and what is wrong with each."""
    rows = [(row, row.content) for row in plan.rows.failed().iterator()]
    columns = list(dict.fromkeys(name for _, content in rows for name in content.cells)) or ["Naam"]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([guard_cell(name) for name in columns] + [MESSAGE])
    for row, content in rows:
        cells = content.cells or {"Naam": row.title}
        problems = " ".join(filter(None, [row.message, *content.problems]))
        writer.writerow([guard_cell(cells.get(name, "")) for name in columns] + [guard_cell(problems)])
    return _BOM + out.getvalue()
