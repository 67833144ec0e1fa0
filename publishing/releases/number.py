"""Release numbers: the year of the update, a point, and a serial number within that year (``2026.1``)."""

import re

from publishing.documents.base import RELEASE_NUMBER
from publishing.releases.errors import RefusedError
from publishing.releases.models import Publication

_NUMBER = re.compile(RELEASE_NUMBER)
_LAST_SERIAL = 999


def check_number(number: str) -> None:
    """Raise RefusedError when ``number`` is no release number."""
    if not _NUMBER.fullmatch(number):
        raise RefusedError(f"'{number}' is geen uitgavenummer. Verwacht: jaar, punt, volgnummer, zoals 2026.1.")


def check_number_follows(number: str) -> None:
    """Raise RefusedError when a release of this number or a later one was ever published; say which number is free.

    What a reader takes for newer by its number is newer: numbers rise in the order of publication, also after a
    rollback. ``number`` is a release number.
    """
    last = _last()
    if _place(number) <= last:
        by = Publication.objects.select_related("published_by").get(number=_named(*last)).published_by
        raise RefusedError(
            f"Uitgave {_named(*last)} is al gepubliceerd door {by}, dus {number} kan niet meer: nummers lopen op. "
            f"Het eerstvolgende vrije nummer is {_next(*last)}."
        )


def next_free_number() -> str:
    """Return the first number that is free after all that was ever published."""
    return _next(*_last())


def _last() -> tuple[int, int]:
    return max(map(_place, Publication.objects.values_list("number", flat=True)), default=(0, 0))


def next_number(year: int) -> str:
    """Return the number that a new release of the round of ``year`` would have: the first that is free."""
    last = _last()
    return _named(year, 1) if (year, 0) > last else _next(*last)


def _place(number: str) -> tuple[int, int]:
    year, serial = number.split(".")
    return int(year), int(serial)


def _named(year: int, serial: int) -> str:
    return f"{year:04}.{serial}"


def _next(year: int, serial: int) -> str:
    return _named(year, serial + 1) if serial < _LAST_SERIAL else _named(year + 1, 1)
