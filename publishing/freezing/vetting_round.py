"""A round as a freeze needs to know it, which knows no rounds."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class VettingRound:
    """Whose verdicts count. ``known_until`` is when the round closed, None while it is open."""

    year: int
    reference_date: date
    known_until: datetime | None = None
