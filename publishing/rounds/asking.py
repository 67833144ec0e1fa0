"""What a round asks about releases and the installation, which it cannot import: who keeps these answers through hooks.

``round_bases()`` are the numbers of the published releases, newest first; ``round_base(number)`` is one of them as a
Base; ``document_body(digest)`` the bytes of a document that any release or candidate held, None when nobody has them.
``live_release()`` is what the world sees as a Live, None when nothing is live. ``releases_in_work()`` are the
candidates and corrections that are not out yet, with whom they wait for. ``installation_concerns()`` are the names of
what asks for a manager's attention on *Status*.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple

from wagtail import hooks

from publishing.rounds.base import Base
from publishing.rounds.mywork.candidates import InWork


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
    live: Live | None = ask() if ask else None
    return live


def releases_in_work() -> InWork:
    """Return the candidates and corrections that are not out yet; none when nobody keeps releases."""
    ask = _first("releases_in_work")
    return ask() if ask else InWork()


def installation_concerns() -> tuple[str, ...]:
    """Return what asks for attention on *Status*, each by its name; nothing when nobody looks after that."""
    ask = _first("installation_concerns")
    return tuple(ask()) if ask else ()


def _first(hook: str) -> Callable[..., Any] | None:
    found: Callable[..., Any] | None = next(iter(hooks.get_hooks(hook)), None)
    return found
