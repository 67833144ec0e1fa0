"""Where the home screen leads to."""

from urllib.parse import urlencode

from django.urls import reverse

from publishing.rounds.filters import Filters

OPEN, CHECK, DATES, LIST = "jaarronde:open", "jaarronde:check", "jaarronde:dates", "jaarronde:index"
VERDICTS = "toetsing:index"
PEOPLE = "wagtailusers_users:index"
RELEASES, STATUS = "uitgaven:index", "status:index"
CORRECTIONS, CARRYING = "correcties:index", "correcties:carry"


def address_of(name: str, *args: int, query: str = "") -> str:
    """Return the address of a screen, filtered by ``query``."""
    address = reverse(name, args=args)
    return f"{address}?{query}" if query else address


def chosen(**filters: str) -> str:
    """Return what stands in the address of the worklist when ``filters`` were chosen there."""
    return urlencode(Filters(viewer=0, **filters).parameters())


def item_address(key: int) -> str:
    """Return where an item of the round is looked at."""
    return address_of("rondeitem:show", key)


def domain_address(value: str) -> str:
    """Return the list of what a domain, or none, holds in the round; ``value`` is what to filter on."""
    return address_of(LIST, query=chosen(domain=value))


def person_address(key: int) -> str:
    """Return the list of what was given to somebody."""
    return address_of(LIST, query=chosen(person=str(key)))
