"""What a reader sees of a candidate, from its pack and from nothing else."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from publishing.api.answer import named_bytes
from publishing.api.unavailable import UnavailableError
from publishing.documents.base import INTERNAL_SCHEME, Document
from publishing.documents.kinds.recommendation import Recommendation
from publishing.documents.naming import name_of
from publishing.documents.registry import BY_COLLECTION, KINDS, Kind
from publishing.freezing.shown import OWN_NAME, ShownField, label_of, shown_fields
from publishing.releases.previews.addresses import READING, item_address
from publishing.store.pack_reader import Pack

_DOMAIN, _RECOMMENDATION = "domein", "aanbeveling"
_Address = tuple[str, str]


@dataclass(frozen=True)
class Door:
    """The way to an item."""

    title: str
    address: str


@dataclass(frozen=True)
class Group:
    """A heading, with its own page when it is an item, and the items below it."""

    title: str
    address: str = ""
    items: list[Door] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """One item."""

    kind: Kind
    title: str
    fields: list[ShownField]
    beside: list[Group]


def contents_of(pack: Pack) -> tuple[list[Group], list[Group]]:
    """Return the domains with their recommendations, and all other kinds with their items, in their order."""
    domains: dict[str, Group] = {}
    others: dict[str, Group] = {}
    for kind, public_id, plain in _plain(pack):
        door = _door(kind, public_id, plain)
        if kind == _DOMAIN:
            domains[public_id] = Group(door.title, door.address)
        elif kind == _RECOMMENDATION and plain["domein"] in domains:
            domains[plain["domein"]].items.append(door)
        else:
            collection = KINDS[kind].collection
            others.setdefault(collection, Group(label_of(collection))).items.append(door)
    return list(domains.values()), list(others.values())


def page_of(pack: Pack, collection: str, public_id: str) -> Page | None:
    """Return the item, None when the candidate has none there; raise UnavailableError for damaged bytes."""
    kind = BY_COLLECTION.get(collection)
    found = pack.document(kind.name, public_id) if kind else None
    if kind is None or found is None:
        return None
    try:
        document: Document = msgspec.json.decode(named_bytes(found.body, found.digest), type=kind.shape)
    except msgspec.MsgspecError as error:
        raise UnavailableError("Dit item kan nu niet worden gelezen. Probeer het later opnieuw.") from error
    doors = {(name, one): _door(name, one, plain) for name, one, plain in _plain(pack)}
    names = {one: door.title for (name, one), door in doors.items() if name not in (_RECOMMENDATION, "tekst")}
    fields = shown_fields(document, names=names, leave_out=OWN_NAME)
    return Page(
        kind=kind,
        title=name_of(msgspec.to_builtins(document)) or label_of(kind.name),
        fields=[_leading_here(one) for one in fields],
        beside=list(_beside(document, doors, pack)),
    )


def _beside(document: Document, doors: dict[_Address, Door], pack: Pack) -> Iterator[Group]:
    """Yield the ways to what belongs to ``document``."""
    if isinstance(document, Recommendation):
        wanted: dict[str, list[_Address]] = {
            "Domein": [(_DOMAIN, document.domain)],
            "Interventies": [("interventie", one.intervention) for one in document.interventions],
            "Praktijkvoorbeelden": [("praktijkvoorbeeld", one) for one in document.practice_examples],
        }
    elif KINDS[_DOMAIN].shape is type(document):
        below = [one for kind, one, plain in _plain(pack) if kind == _RECOMMENDATION and plain["domein"] == document.id]
        wanted = {"Aanbevelingen": [(_RECOMMENDATION, one) for one in below]}
    else:
        wanted = {}
    for title, addresses in wanted.items():
        if items := [doors[address] for address in addresses if address in doors]:
            yield Group(title, items=items)


def _plain(pack: Pack) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for one in pack.documents():
        yield one.kind, one.id, json.loads(one.body)


def _door(kind: str, public_id: str, plain: dict[str, Any]) -> Door:
    return Door(name_of(plain) or public_id, item_address(KINDS[kind].collection, public_id))


def _leading_here(shown: ShownField) -> ShownField:
    """Let links to items of the same release lead to the pages of readers."""
    if shown.manner == "html":
        return replace(shown, value=shown.value.replace(f'href="{INTERNAL_SCHEME}:', f'href="{READING}/'))
    return replace(shown, parts=[[_leading_here(one) for one in part] for part in shown.parts])
