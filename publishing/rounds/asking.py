"""What a round asks about releases and acceptances, which it cannot import: who keeps them answers through hooks.

``round_bases()`` are the numbers of the published releases, newest first; ``round_base(number)`` is one of them as a
Base; ``document_body(digest)`` the bytes of a document that any release or candidate held, None when nobody has them.
``open_findings(findings, round_year)`` are those of the findings that nobody accepted in the round.
"""

from collections.abc import Callable, Collection
from typing import Any

from wagtail import hooks

from publishing.checks.base import Finding
from publishing.rounds.base import Base


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


def open_findings(findings: Collection[Finding], *, round_year: int) -> list[Finding]:
    """Return those of ``findings`` that nobody accepted in the round of ``round_year``; all when nobody keeps that."""
    ask = _first("open_findings")
    return list(ask(findings, round_year=round_year)) if ask else list(findings)


def _first(hook: str) -> Callable[..., Any] | None:
    found: Callable[..., Any] | None = next(iter(hooks.get_hooks(hook)), None)
    return found
