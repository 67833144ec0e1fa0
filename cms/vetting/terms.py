"""How long a recognition lasts before its register assesses it again."""

import calendar
from datetime import date

from cms.vetting.levels import Register

# A passed term is not a lapse: it raises a decision (domain.md, validity).
REASSESSMENT_MONTHS: dict[str, int] = {Register.NJI: 60, Register.GEZONDE_SCHOOL: 60}


def reassessment_due(*, register: str, recognised_on: date) -> date:
    """Return the last day of the term; 29 February + 5 years is 28 February."""
    months = recognised_on.month - 1 + REASSESSMENT_MONTHS[register]
    year, month = recognised_on.year + months // 12, months % 12 + 1
    return date(year, month, min(recognised_on.day, calendar.monthrange(year, month)[1]))
