"""What can change between two releases: pure functions over manifests and documents."""

from bisect import bisect_left
from typing import Any, Literal

import msgspec

from publishing.documents.kinds.intervention import RANK
from publishing.documents.manifest import Entry, Manifest

Document = dict[str, Any]
Address = tuple[str, str]  # kind and public id


class FieldChange(msgspec.Struct, frozen=True, kw_only=True):
    """A published field with its old and new value; an absent one is None."""

    field: str
    old: Any
    new: Any


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One item that is not what it was. ``domain`` is the title of its domain, empty for what stands in none."""

    change: Literal["new", "changed", "moved", "retired"]
    kind: str
    id: str
    title: str
    domain: str = ""
    level: Literal["", "up", "down", "both"] = ""
    fields: list[FieldChange] = []


class ManifestDifference(msgspec.Struct, frozen=True, kw_only=True):
    """Entries that differ; ``changed`` holds the old and the new one."""

    new: list[Entry]
    changed: list[tuple[Entry, Entry]]
    retired: list[Entry]


def manifest_difference(before: Manifest, after: Manifest) -> ManifestDifference:
    """Return the entries that differ, in the order of the release that holds them."""
    held: dict[Address, Entry] = {(entry.kind, entry.id): entry for entry in before.documents}
    now = {(entry.kind, entry.id) for entry in after.documents}
    pairs = [(held.get((entry.kind, entry.id)), entry) for entry in after.documents]
    return ManifestDifference(
        new=[entry for old, entry in pairs if old is None],
        changed=[(old, entry) for old, entry in pairs if old is not None and old.digest != entry.digest],
        retired=[entry for address, entry in held.items() if address not in now],
    )


def moved_entries(before: Manifest, after: Manifest, *, elsewhere: set[Address]) -> list[Entry]:
    """Return the entries of ``after`` that moved: those that stand ``elsewhere`` (in another domain), and of the others
    the fewest whose move explains the new order, which is all but a longest rising run of old places.
    """
    places = {(entry.kind, entry.id): place for place, entry in enumerate(before.documents)}
    kept = [
        entry
        for entry in after.documents
        if (entry.kind, entry.id) in places and (entry.kind, entry.id) not in elsewhere
    ]
    rising = _longest_rising([places[entry.kind, entry.id] for entry in kept])
    staying = {(kept[index].kind, kept[index].id) for index in rising}
    return [
        entry for entry in after.documents if (entry.kind, entry.id) in places and (entry.kind, entry.id) not in staying
    ]


def _longest_rising(values: list[int]) -> set[int]:
    """Return the indexes of a longest strictly rising subsequence (patience sorting, n log n)."""
    tails: list[int] = []  # the smallest last value of a run of each length
    ends: list[int] = []  # the index of that value
    before: list[int] = []  # for each index, the one before it in its run
    for index, value in enumerate(values):
        length = bisect_left(tails, value)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [value]
        ends[length : length + 1] = [index]
    run: set[int] = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        run.add(index)
        index = before[index]
    return run


def field_changes(old: Document, new: Document) -> list[FieldChange]:
    """Return the fields that differ, in alphabetical order of their published names."""
    names = sorted(old.keys() | new.keys())
    return [
        FieldChange(field=name, old=old.get(name), new=new.get(name))
        for name in names
        if old.get(name) != new.get(name)
    ]


def level_change(old: Document, new: Document) -> Literal["", "up", "down", "both"]:
    """Say whether a recognition of an intervention rose or fell, compared per record in its register."""
    held = _levels(old)
    steps = {
        "up" if rank > held[record] else "down"
        for record, rank in _levels(new).items()
        if record in held and rank != held[record]
    }
    if len(steps) > 1:
        return "both"
    if not steps:
        return ""
    return "up" if "up" in steps else "down"


def _levels(document: Document) -> dict[tuple[str, str], int]:
    return {(one["register"], one["kenmerkInRegister"]): RANK[one["niveau"]] for one in document.get("erkenningen", [])}
