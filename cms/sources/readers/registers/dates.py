"""The day of a recognition, as registers and people write it (domain.md, register records)."""

import re
from datetime import date
from functools import lru_cache

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("januari jan", "februari feb", "maart mrt", "april apr", "mei", "juni jun", "juli jul"),
            *("augustus aug", "september sep sept", "oktober okt", "november nov", "december dec"),
        ),
        start=1,
    )
    for name in names.split()
}
_NAMED = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NUMBERS = re.compile(r"(?P<day>\d{1,2}) ?[-/.] ?(?P<month>\d{1,2}) ?[-/.] ?(?P<year>\d{4})")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:[t ]00:00(?::00)?)?")
_WORDS = re.compile(rf"(?P<day>\d{{1,2}}) ?(?P<month>{_NAMED})\.? ?(?P<year>\d{{4}})")
_INEXACT = re.compile(
    rf"(?:(?:{_NAMED})\.?|najaar|voorjaar|zomer|winter|herfst|lente|begin|medio|midden|half|eind(?:e)?|circa|ca\.?|rond"
    rf"|in|van|[1-4]e kwartaal|q[1-4]|(?:0?[1-9]|1[0-2]) ?[-/])?"
    rf"(?: ?(?:{_NAMED})\.?)? ?\d{{4}}"
)
_EXPECTED = "Verwacht is een dag als '24-09-2020' of '24 september 2020'"


class DateError(ValueError):
    """A text that is no date."""


class InexactDateError(ValueError):
    """A date that is not exact to the day, and so is no date of recognition."""


@lru_cache(maxsize=1_000)  # in a register of thousands the same few come again and again
def read_date(cell: str | date) -> date | None:
    """Return the day in ``cell``, None for an empty one; raise InexactDateError or DateError for anything else."""
    if not isinstance(cell, str):
        return _within(cell, str(cell))
    words = " ".join(cell.casefold().split())
    if not words:
        return None
    match = _NUMBERS.fullmatch(words) or _ISO.fullmatch(words) or _WORDS.fullmatch(words)
    if match is None:
        if _INEXACT.fullmatch(words):
            raise InexactDateError("Deze datum is niet op de dag precies. Zoek de dag op in het register.")
        raise DateError(f"{_EXPECTED}.")
    month = _MONTHS.get(match["month"]) or int(match["month"])
    try:
        return _within(date(int(match["year"]), month, int(match["day"])), cell)
    except ValueError as error:
        raise DateError(f"Deze dag bestaat niet. {_EXPECTED}.") from error


def _within(day: date, written: str) -> date:
    if not 1980 <= day.year <= 2100:
        raise DateError(f"Het jaar van {written} kan niet kloppen. {_EXPECTED}.")
    return day
