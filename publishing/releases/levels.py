"""What became of the recognitions of an intervention: one line per record in its register, never merged."""

from collections import defaultdict
from datetime import date
from itertools import zip_longest
from typing import Any, Literal

from publishing.documents.kinds.intervention import RANK
from publishing.releases.changes import Document, LevelChange

_Recognition = dict[str, Any]


def level_changes(old: Document, new: Document) -> list[LevelChange]:
    """Return what changed in the recognitions of an intervention, by register and record."""
    held, now = _by_record(old), _by_record(new)
    pairs = (
        (record, before, after)
        for record in sorted(held.keys() | now.keys())
        for before, after in zip_longest(held.get(record, []), now.get(record, []))
        if before != after
    )
    return [_change(record, before, after) for record, before, after in pairs]


def _by_record(document: Document) -> dict[tuple[str, str], list[_Recognition]]:
    found: defaultdict[tuple[str, str], list[_Recognition]] = defaultdict(list)
    for one in document.get("erkenningen", []):
        found[one["register"], one["kenmerkInRegister"]].append(one)
    return found


def _change(record: tuple[str, str], old: _Recognition | None, new: _Recognition | None) -> LevelChange:
    return LevelChange(
        what=_what(old, new),
        register=record[0],
        record=record[1],
        old_level=old["niveau"] if old else "",
        old_date=date.fromisoformat(old["datum"]) if old else None,
        new_level=new["niveau"] if new else "",
        new_date=date.fromisoformat(new["datum"]) if new else None,
    )


def _what(old: _Recognition | None, new: _Recognition | None) -> Literal["up", "down", "new", "ended", "other"]:
    if old is None:
        return "new"
    if new is None:
        return "ended"
    step = RANK[new["niveau"]] - RANK[old["niveau"]]
    if step == 0:
        return "other"
    return "up" if step > 0 else "down"
