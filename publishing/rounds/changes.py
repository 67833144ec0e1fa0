"""Who changed which item since the base release: read from Wagtail's log, its revisions, and the observations.

The log is what holds: revisions can be rewritten and purged. They are read beside it, so that what either knows counts.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

import msgspec
from django.contrib.contenttypes.models import ContentType
from django.utils.timezone import localtime
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from cms.accounts.models import User
from cms.vetting.models import Observation
from publishing.freezing.kinds import BY_MODEL
from publishing.rounds.current import Address, CurrentItem
from publishing.rounds.entries import Entry, changes_after
from publishing.rounds.models import Round

Item = TypeVar("Item")  # what an item is known by
Key = tuple[str, str]  # kind and primary key, as the log writes it
_LOGGED = ("content_type_id", "user_id", "timestamp", "action", "revision_id", "content_changed")


class Place(NamedTuple):
    """Where one item of the workshop is found."""

    kind: str
    pk: int


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
    for key, entry in _every_entry(only):
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
    entries = [entry for key, entry in _every_entry(Place(kind, pk)) if key == (kind, str(pk))]
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


def _every_entry(only: Place | None) -> Iterator[tuple[Key, Entry]]:
    types = ContentType.objects.get_for_models(*BY_MODEL, for_concrete_models=False)
    kinds = {found.pk: BY_MODEL[model].name for model, found in types.items()}
    yield from _logged(PageLogEntry.objects.all(), "page_id", kinds, only)
    yield from _logged(ModelLogEntry.objects.all(), "object_id", kinds, only)
    yield from _revisions(kinds, only)
    yield from _observations(only)


def _of(rows: Any, key: str, kinds: Mapping[int, str], only: Place | None) -> Any:
    if only is None:
        return rows.filter(content_type__in=list(kinds))
    wanted = [pk for pk, name in kinds.items() if name == only.kind]
    return rows.filter(content_type__in=wanted, **{key: only.pk})


def _logged(rows: Any, key: str, kinds: Mapping[int, str], only: Place | None) -> Iterator[tuple[Key, Entry]]:
    found = _of(rows, key, kinds, only).order_by().values_list(key, *_LOGGED)
    for pk, kind, person, at, action, revision, is_change in found.iterator():
        yield (
            (kinds[kind], str(pk)),
            Entry(person=person, at=at, action=action, revision=revision or 0, is_change=is_change),
        )


def _revisions(kinds: Mapping[int, str], only: Place | None) -> Iterator[tuple[Key, Entry]]:
    rows = _of(Revision.objects.all(), "object_id", kinds, only).order_by()
    for kind, pk, number, at, person in rows.values_list(
        "content_type_id", "object_id", "pk", "created_at", "user_id"
    ).iterator():
        entry = Entry(person=person, at=at, action="wagtail.edit", revision=number, is_change=True)
        yield (kinds[kind], str(pk)), entry


def _observations(only: Place | None) -> Iterator[tuple[Key, Entry]]:
    """Who enters or takes back a fact changes what the document of an intervention says."""
    kind = "interventie"
    if only is not None and only.kind != kind:
        return
    rows = Observation.objects.exclude(intervention=None)
    if only is not None:
        rows = rows.filter(intervention=only.pk)
    fields = ("intervention_id", "entered_by_id", "entered_at", "retracted_by_id", "retracted_at", "recognised_on")
    for pk, entered_by, entered_at, retracted_by, retracted_at, day in rows.values_list(*fields).iterator():
        key = (kind, str(pk))
        yield key, Entry(person=entered_by, at=entered_at, action="observation", is_change=True, recognised_on=day)
        if retracted_at is not None:
            yield key, Entry(person=retracted_by, at=retracted_at, action="retraction", is_change=True)
