"""What a round asks about releases, which it cannot import. Who keeps releases answers through Wagtail hooks.

``round_bases()`` are the numbers of the published releases, newest first; ``round_base(number)`` is one of them as a
Base; ``document_body(digest)`` the bytes of a document that any release or candidate held, None when nobody has them.
``live_release()`` is the number, the reference date and since when of what the world sees, None when nothing is live;
``released_since(reference_date, moment)`` the number of the first release of that date published since, None without.
``open_findings(findings, round_year)`` are those of the findings that nobody accepted in the round.
"""

from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import Any, NamedTuple

from wagtail import hooks

from publishing.checks.base import Finding
from publishing.rounds.base import Base


class Live(NamedTuple):
    """What the world sees, and since when."""

    number: str
    reference_date: date
    since: datetime


def base_numbers() -> list[str]:
    """Return the numbers of the releases that a round can be opened on, newest first; empty when there is none."""
    ask = _first("round_bases")
    return list(ask()) if ask else []


def read_base(number: str) -> Base | None:
    """Return the published release ``number``; None when there is none of that number."""
    ask = _first("round_base")
    base: Base | None = ask(number) if ask else None
    return base


def document_body(digest: str) -> bytes | None:
    """Return the canonical bytes of the document ``digest``; None when nobody keeps it."""
    ask = _first("document_body")
    body: bytes | None = ask(digest) if ask else None
    return body


def live_release() -> Live | None:
    """Return what is live now; None when nothing is."""
    ask = _first("live_release")
    answer: tuple[str, date, datetime] | None = ask() if ask else None
    return None if answer is None else Live(*answer)


def released_since(reference_date: date, moment: datetime) -> str:
    """Return the number of the release that a round closed at ``moment`` led to; empty when there is none yet."""
    ask = _first("released_since")
    number: str | None = ask(reference_date, moment) if ask else None
    return number or ""


def open_findings(findings: Collection[Finding], *, round_year: int) -> list[Finding]:
    """Return those of ``findings`` that nobody accepted in the round of ``round_year``; all when nobody keeps that."""
    ask = _first("open_findings")
    return list(ask(findings, round_year=round_year)) if ask else list(findings)


def _first(hook: str) -> Callable[..., Any] | None:
    found: Callable[..., Any] | None = next(iter(hooks.get_hooks(hook)), None)
    return found
