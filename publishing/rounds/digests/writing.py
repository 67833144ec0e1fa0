"""The mail that tells somebody what came in. It names items and people, and repeats nobody's words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from cms.accounts.models import User
from publishing.freezing.dutch import counted
from publishing.rounds.digests.reading import News

SHOWN = 10  # so many are named; the rest is counted


@dataclass(frozen=True)
class Letter:
    """A mail: its subject, and its text."""

    subject: str
    text: str


def write_letter(person: User, news: News) -> Letter:
    """Return the mail that tells ``person`` of ``news``."""
    return Letter(f"Wegwijzer: {_summary(news)}", "\n".join(_lines(person, news)) + "\n")


def _summary(news: News) -> str:
    parts = []
    if news.items:
        parts.append(counted(len(news.items), "item", "items"))
    if news.mentions:
        parts.append(counted(len(news.mentions), "opmerking", "opmerkingen"))
    return f"{' en '.join(parts)} voor jou"


def _lines(person: User, news: News) -> Iterator[str]:
    yield f"Dag {person.first_name or person},"
    if news.items:
        yield ""
        yield f"Je kreeg {counted(len(news.items), 'item', 'items')} in de jaarronde:"
        yield from _first([f"{item.title} (van {item.assigned_by or 'een collega'})" for item in news.items])
    if news.mentions:
        yield ""
        yield f"Bij {counted(len(news.mentions), 'opmerking', 'opmerkingen')} word je genoemd:"
        yield from _first([_told(one.comment.author, one.comment.item.title) for one in news.mentions])
    yield ""
    yield f"Alles wat op je wacht, staat op de startpagina: {_address('wagtailadmin_home')}"
    yield f"Liever geen ochtendmail? Zet hem uit bij je account: {_address('wagtailadmin_account')}"


def _first(lines: list[str]) -> Iterator[str]:
    yield from (f"- {line}" for line in lines[:SHOWN])
    if len(lines) > SHOWN:
        yield f"- en nog {len(lines) - SHOWN}"


def _told(author: User | None, title: str) -> str:
    return f"{author or 'een lezer'} bij {title}"


def _address(name: str) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(name)
