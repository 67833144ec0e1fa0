"""What the team has as one workbook (XLSX): out, filled in by people who never open the CMS, and back as a plan."""

from cms.sources.workbook.applying import WorkbookApplier, safe
from cms.sources.workbook.labels import LABELS, TARGET_LABELS
from cms.sources.workbook.planning import make_workbook_plan
from cms.sources.workbook.writing import build_workbook

__all__ = ["LABELS", "TARGET_LABELS", "WorkbookApplier", "build_workbook", "make_workbook_plan", "safe"]
