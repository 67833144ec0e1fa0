"""What the team has as one workbook (XLSX): out, filled in by people who never open the CMS, and back as a plan."""

from cms.sources.workbook.answering import answer_workbook_row
from cms.sources.workbook.applying import WorkbookApplier, safe
from cms.sources.workbook.planning import make_workbook_plan
from cms.sources.workbook.units import (
    is_of_item,
    label_of_workbook,
    left_of_workbook,
    model_of_workbook,
    read_workbook_edit,
    units_of_workbook,
)
from cms.sources.workbook.writing import build_workbook

__all__ = [
    "WorkbookApplier",
    "answer_workbook_row",
    "build_workbook",
    "is_of_item",
    "label_of_workbook",
    "left_of_workbook",
    "make_workbook_plan",
    "model_of_workbook",
    "read_workbook_edit",
    "safe",
    "units_of_workbook",
]
