"""What the workshop holds now: the latest draft of each item, for that is what an editor would go on with."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import Any

import msgspec
from wagtail.fields import RichTextField

from cms.content.colliding.rich_text import BLOCK_KEY
from cms.sources.identity import address_key
from cms.sources.reading import Entry, Value
from cms.sources.targets import Target


@dataclass(frozen=True, slots=True)
class Existing:
    """An item as its latest draft has it."""

    uid: str
    values: dict[str, Value]
    base: str


def values_of(target: Target, item: Any) -> dict[str, Value]:
    """Return the fields of ``item`` that a source can fill, comparable with what a source holds."""
    values: dict[str, Value] = {}
    for name in target.fields:
        value = getattr(item, name)
        is_rich = isinstance(target.model._meta.get_field(name), RichTextField)
        values[name] = BLOCK_KEY.sub("", value) if is_rich else value
    return values


def base_of(values: dict[str, Value]) -> str:
    """Return the hash that says whether an item is still what a plan was made for."""
    return hashlib.sha256(msgspec.json.encode(values, order="sorted")).hexdigest()


class Inventory:
    """The items of one kind, by key and, where they have one, by address."""

    def __init__(self, target: Target) -> None:
        self._by_key: dict[str, Existing] = {}
        self._by_address: dict[str, str] = {}
        counts: Counter[str] = Counter()
        for item in target.model._default_manager.select_related("latest_revision").order_by("pk"):
            draft = item.get_latest_revision_as_object()  # type: ignore[attr-defined]  # every target has revisions
            name = target.key_of(draft)
            counts[name] += 1
            key = name if counts[name] == 1 else f"{name}-{counts[name]}"
            values = values_of(target, draft)
            self._by_key[key] = Existing(str(draft.uid), values, base_of(values))
            if target.address_field and (address := address_key(str(values[target.address_field]))):
                self._by_address.setdefault(address, key)
        self._target = target

    def __contains__(self, key: str) -> bool:
        return key in self._by_key

    def take(self, entry: Entry, *, claimed: frozenset[str]) -> Existing | None:
        """Return the item that ``entry`` describes, once; an item with another key in ``claimed`` is not its."""
        if found := self._by_key.pop(entry.key, None):
            return found
        address = address_key(str(entry.values.get(self._target.address_field, "")))
        key = self._by_address.get(address, "")
        return self._by_key.pop(key, None) if key not in claimed else None

    def find(self, key: str, *, uid: str) -> Existing | None:
        """Return the item with this ``uid``, or else the one under ``key``."""
        by_uid = (existing for existing in self._by_key.values() if existing.uid == uid)
        return next(by_uid, None) or self._by_key.get(key)

    @property
    def left(self) -> dict[str, Existing]:
        """The items that no entry has taken, by key."""
        return self._by_key
