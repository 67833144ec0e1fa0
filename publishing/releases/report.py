"""A comparison as text for the command line: by domain, item and field."""

import os.path
from collections.abc import Iterator
from itertools import groupby, zip_longest
from typing import Any

import msgspec

from publishing.releases.changes import Change, Comparison, Document
from publishing.releases.comparing.sentences import SORT_WORDS, sort_in_words
from publishing.releases.documents_beside import documents_beside
from publishing.releases.reading import stored_bodies

_LEVELS = {"up": ", niveau omhoog", "down": ", niveau omlaag", "both": ", niveaus omhoog en omlaag"}
_WIDEST = 100  # characters of a text that are shown
_LEAD = 30  # of which so many stand before the first difference


def report_lines(comparison: Comparison) -> Iterator[str]:
    """Yield the lines of the report; raise TamperedError."""
    yield f"Van {comparison.old} naar {comparison.new}"
    yield "  " + ", ".join(f"{count} {SORT_WORDS[name]}" for name, count in comparison.counts.items())
    for setting in comparison.settings:
        yield f"  {setting.field}: {_short(setting.old)} → {_short(setting.new)}"
    beside = documents_beside(comparison.changes, stored_bodies)
    for domain, changes in groupby(beside, key=lambda told: told[0].domain):
        yield ""
        yield domain
        for change, old, new in changes:
            yield from _change_lines(change, old, new)


def _change_lines(change: Change, old: Document, new: Document) -> Iterator[str]:
    level = _LEVELS.get(change.level, "")
    yield f"  {sort_in_words(change)}: {change.kind} '{change.title}'{level}"
    if change.reason:
        yield f"    reden: {_short(change.reason)}"
    if change.successor:
        yield f"    vervangen door: {change.successor_title}"
    for field in change.fields:
        yield f"    {field}"
        for before, after in _differing_parts(old.get(field), new.get(field)):
            was, now = _differing_ends(_text(before), _text(after))
            yield f"      was: {was or '(leeg)'}"
            yield f"      nu:  {now or '(leeg)'}"


def _differing_parts(old: Any, new: Any) -> list[tuple[Any, Any]]:
    """Return what differs: of two lists only the items that the other does not hold, in pairs."""
    if not isinstance(old or [], list) or not isinstance(new or [], list):
        return [(old, new)]
    gone = [item for item in old or [] if item not in (new or [])]
    come = [item for item in new or [] if item not in (old or [])]
    return list(zip_longest(gone, come)) or [(old, new)]  # nothing gone and nothing come: another order


def _differing_ends(old: str, new: str) -> tuple[str, str]:
    """Return both texts from just before the first difference, cut to a line."""
    same = len(os.path.commonprefix([old, new]))  # noqa: RUF071 - of characters, not of folders
    start = max(0, same - _LEAD)
    return _cut(old, start), _cut(new, start)


def _cut(text: str, start: int) -> str:
    piece = text[start : start + _WIDEST]
    return f"{'…' if start and piece else ''}{piece}{'…' if len(text) > start + _WIDEST else ''}"


def _short(value: Any) -> str:
    return _cut(_text(value), 0) or "(leeg)"


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
