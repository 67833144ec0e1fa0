"""Who changed which item since the base release: read from Wagtail's log, its revisions, and the observations.

The log is what holds: revisions can be rewritten and purged. They are read beside it, so that what either knows counts.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

import msgspec
from django.utils.timezone import localtime

from cms.accounts.models import User
from publishing.rounds.current import Address, CurrentItem
from publishing.rounds.entries import Entry, changes_after
from publishing.rounds.models import Round
from publishing.rounds.recorded import Key, Place, every_entry

Item = TypeVar("Item")  # what an item is known by


class Change(msgspec.Struct, frozen=True):
    """One change: who, when, and what in a word. ``revision`` is the version it made or made ready, 0 for none."""

    person: int
    name: str
    at: datetime
    what: str
    revision: int = 0

    def __str__(self) -> str:
        return f"{self.what} door {self.name} op {localtime(self.at):%d-%m-%Y}"


def read_changes(round: Round, items: Collection[CurrentItem]) -> dict[Address, list[Change]]:
    """Return the changes to each of ``items`` since the base release, oldest first. Six queries, however many items."""
    if not items:
        return {}
    (one,) = items if len(items) == 1 else (None,)
    only = None if one is None else Place(one.kind, one.pk)
    entries: defaultdict[Key, list[Entry]] = defaultdict(list)
    for key, entry in every_entry(only):
        entries[key].append(entry)
    bounds: dict[str, Any] = {"frozen_at": round.base_frozen_at, "base_date": round.base_reference_date}
    changed = {item.address: changes_after(entries.get((item.kind, str(item.pk)), ()), **bounds) for item in items}
    return _with_names(changed)


def changes_since(kind: str, pk: int, *, frozen_at: datetime | None, base_date: date | None) -> list[Change]:
    """Return the changes to one item since a release was frozen, oldest first; all of them without a release."""
    return _with_names({pk: _entries_since(kind, pk, frozen_at, base_date)})[pk]


def changers_since(kind: str, pk: int, *, frozen_at: datetime, base_date: date) -> frozenset[int]:
    """Return the keys of the people who changed one item since a release was frozen."""
    after = _entries_since(kind, pk, frozen_at, base_date)
    return frozenset(one.person for one in after if one.person is not None)


def _entries_since(kind: str, pk: int, frozen_at: datetime | None, base_date: date | None) -> list[Entry]:
    entries = [entry for key, entry in every_entry(Place(kind, pk)) if key == (kind, str(pk))]
    return changes_after(entries, frozen_at=frozen_at, base_date=base_date)


def _with_names(changed: Mapping[Item, list[Entry]]) -> dict[Item, list[Change]]:
    people = User.objects.in_bulk({one.person for entries in changed.values() for one in entries if one.person})
    return {
        address: [
            Change(one.person, str(people[one.person]), one.at, one.words, one.revision)
            for one in entries
            if one.person in people and one.person is not None
        ]
        for address, entries in changed.items()
    }
