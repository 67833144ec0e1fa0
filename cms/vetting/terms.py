"""How long a recognition lasts before its register assesses it again."""

import calendar
from datetime import date

from cms.vetting.levels import Register

# A passed term is not a lapse: it raises a decision (domain.md, validity).
REASSESSMENT_MONTHS: dict[str, int] = {Register.NJI: 60, Register.GEZONDE_SCHOOL: 60}
CONDITION_MONTHS = 6  # "onder voorbehoud"


def reassessment_due(*, register: str, recognised_on: date) -> date:
    """Return the last day of the term; 29 February + 5 years is 28 February."""
    return _after(recognised_on, months=REASSESSMENT_MONTHS[register])


def condition_due(*, recognised_on: date) -> date:
    """Return the last day on which a recognition with a reservation holds; 31 August + 6 months is 28 February."""
    return _after(recognised_on, months=CONDITION_MONTHS)


def _after(day: date, *, months: int) -> date:
    elapsed = day.month - 1 + months
    year, month = day.year + elapsed // 12, elapsed % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
