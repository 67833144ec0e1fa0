"""Release numbers: the year of the update, a point, and a serial number within that year (``2026.1``)."""

import re

from publishing.releases.errors import RefusedError

_NUMBER = re.compile(r"[0-9]{4}\.[1-9][0-9]{0,2}")


def check_number(number: str) -> None:
    """Raise RefusedError when ``number`` is no release number."""
    if not _NUMBER.fullmatch(number):
        raise RefusedError(f"'{number}' is geen uitgavenummer. Verwacht: jaar, punt, volgnummer, zoals 2026.1.")
