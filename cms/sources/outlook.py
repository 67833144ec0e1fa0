"""What applying a plan would do, counted from what was decided."""

from dataclasses import dataclass

import msgspec

from cms.sources.models import Choice, Decision, ImportPlan
from cms.sources.plan import RowClass


@dataclass(slots=True)
class Outlook:
    """Numbers of rows by what happens to them."""

    new: int = 0
    changed: int = 0
    gone: int = 0
    looked_up: int = 0
    rejected: int = 0

    @property
    def total(self) -> int:
        """Every row that would be dealt with."""
        return self.new + self.changed + self.gone + self.looked_up + self.rejected


def outlook_of(plan: ImportPlan) -> Outlook:
    """Return what applying ``plan`` now would do. One query; the rows themselves are not loaded."""
    found = Outlook()
    for row_class, item, decisions in (
        plan.rows.to_apply().values_list("row_class", "row__item", "decisions").iterator()
    ):
        choices = {one.choice for one in msgspec.convert(decisions, dict[str, Decision]).values()}
        if row_class == RowClass.UNCHANGED:
            found.looked_up += 1
        elif Choice.ACCEPT not in choices:
            found.rejected += 1
        elif row_class == RowClass.DISAPPEARED:
            found.gone += 1
        elif item:
            found.changed += 1
        else:
            found.new += 1
    return found
