"""Plans as people work on them: what was read, what they decided, and what came of it."""

from cms.sources.models.import_plan import ImportPlan, Stage, Upload
from cms.sources.models.plan_row import Choice, Decision, PlanRow, RowState
from cms.sources.models.rejection import Rejection

__all__ = ["Choice", "Decision", "ImportPlan", "PlanRow", "Rejection", "RowState", "Stage", "Upload"]
