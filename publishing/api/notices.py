"""Notices as this API tells them: those of the catalogue that hold today, in the publisher's time zone."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from publishing.api.addresses import address_within
from publishing.api.answer import link
from publishing.store.catalogue import Catalogue, CatalogueNotice

_HERE = ZoneInfo("Europe/Amsterdam")  # notices begin and end with a day of the people who place them
TITLES = {"notice": "mededeling", "warning": "waarschuwing", "withdrawn": "ingetrokken"}  # also the header's words
_GRAVEST = ("withdrawn", "warning", "notice")


def today(now: datetime) -> date:
    """Return the day on which ``now`` falls for who places notices."""
    return now.astimezone(_HERE).date()


def holding(catalogue: Catalogue, now: datetime) -> list[CatalogueNotice]:
    """Return the notices that hold now, newest first."""
    day = today(now)
    return [notice for notice in reversed(catalogue.notices) if notice.holds_on(day)]


def about_release(notices: Iterable[CatalogueNotice], number: str) -> list[CatalogueNotice]:
    """Return those on the release as a whole."""
    return [notice for notice in notices if notice.release == number and notice.kind is None]


def within_release(notices: Iterable[CatalogueNotice], number: str) -> list[CatalogueNotice]:
    """Return those that a reader of this release is to know: on it, and on items in it or in any release."""
    return [notice for notice in notices if notice.release in (None, number)]


def about_item(
    notices: Iterable[CatalogueNotice],
    kind: str,
    id: str,  # noqa: A002 - the public name
) -> list[CatalogueNotice]:
    """Return those on this item."""
    return [notice for notice in notices if (notice.kind, notice.id) == (kind, id)]


def status_link(notices: Iterable[CatalogueNotice], number: str) -> str:
    """Return the Link (RFC 8631 4.4) from anything in a release to what is told of it.

    It is always there, so who kept an answer for a year finds what was told since; ``title`` is the gravest that holds.
    """
    sorts = {notice.sort for notice in notices}
    found = next((sort for sort in _GRAVEST if sort in sorts), None)
    address = link(address_within(number, "mededelingen"), "status")
    return f'{address}; title="{TITLES[found]}"' if found else address


def seconds_to_change(catalogue: Catalogue, now: datetime) -> float:
    """Return in how many seconds a notice begins or ends; infinity when none does before the day after tomorrow."""
    tomorrow = today(now) + timedelta(days=1)
    if not any(notice.holds_on(tomorrow) != notice.holds_on(today(now)) for notice in catalogue.notices):
        return float("inf")
    return seconds_to_midnight(now)


def seconds_to_midnight(now: datetime) -> float:
    """Return in how many seconds another day begins, on which other notices may hold."""
    tomorrow = today(now) + timedelta(days=1)
    midnight = datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=_HERE)
    return midnight.timestamp() - now.timestamp()
