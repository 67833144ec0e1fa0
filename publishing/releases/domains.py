"""In which domain a changed item is told of: its own, or the one whose recommendations use it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from publishing.documents.manifest import Entry, Manifest
from publishing.documents.naming import name_of
from publishing.releases.bodies import Bodies, documents_of
from publishing.releases.changes import (
    OUTSIDE,
    SEVERAL,
    SORTS,
    Address,
    Change,
    DomainCount,
)
from publishing.rounds.group_titles import OUTSIDE_TITLE, SEVERAL_TITLE

_USED = {"interventie", "praktijkvoorbeeld"}  # the kinds that stand in a domain by what refers to them


class _Link(msgspec.Struct):
    interventie: str


class _Uses(msgspec.Struct):
    """What of a recommendation says where it stands and what it uses."""

    domein: str = ""  # of an erased one it is not known
    interventies: list[_Link] = []
    praktijkvoorbeelden: list[str] = []


@dataclass(frozen=True)
class Domains:
    """The domains of both releases by id, in the order of the new one; then those that it no longer has.

    ``used`` says of items that are in the new release where they are used, ``was_used`` of those that are not.
    """

    titles: Mapping[str, str]
    used: Mapping[Address, str]
    was_used: Mapping[Address, str]

    def placed(self, change: Change) -> Change:
        """Return ``change`` with its domain; what its document names comes in as ``domain_id``."""
        found = change.domain_id
        if change.kind in _USED:
            places = self.was_used if change.change == "retired" else self.used
            found = places.get((change.kind, change.id), OUTSIDE)
        title = self.titles.get(found)
        if title is None and found != SEVERAL:
            found = OUTSIDE
        return msgspec.structs.replace(change, domain_id=found, domain=title or _OTHERS[found])

    @property
    def ranks(self) -> dict[str, int]:
        """The order of the domains: what stands in several comes after all, what stands in none last."""
        return {found: place for place, found in enumerate([*self.titles, SEVERAL, OUTSIDE])}

    def counted(self, changes: Iterable[Change]) -> list[DomainCount]:
        """Return how much changed in each; the groups beside the domains only when there is something."""
        named = {**self.titles, **_OTHERS}
        counts = {found: dict.fromkeys(SORTS, 0) for found in named}
        for change in changes:
            count(change, counts[change.domain_id])
        return [
            DomainCount(id=found, title=title, counts=counts[found])
            for found, title in named.items()
            if found in self.titles or any(counts[found].values())
        ]


_OTHERS = {SEVERAL: SEVERAL_TITLE, OUTSIDE: OUTSIDE_TITLE}


def count(change: Change, counts: dict[str, int]) -> None:
    """Add ``change`` to ``counts``; what is new or changed and moved as well counts for both."""
    counts[change.change] += 1
    if change.is_moved and change.change != "moved":
        counts["moved"] += 1


def read_domains(before: Manifest, after: Manifest, changes: Iterable[Change], bodies: Bodies) -> Domains:
    """Return the domains of two releases, and where the changed items are used."""
    now: set[Address] = set()
    gone: set[Address] = set()
    for change in changes:
        if change.kind in _USED:
            (gone if change.change == "retired" else now).add((change.kind, change.id))
    return Domains(_titles(before, after, bodies), _used_in(after, now, bodies), _used_in(before, gone, bodies))


def _titles(before: Manifest, after: Manifest, bodies: Bodies) -> dict[str, str]:
    entries = [entry for manifest in (before, after) for entry in manifest.documents if entry.kind == "domein"]
    documents = documents_of(entries, bodies)
    newest = {entry.id: name_of(documents[entry.digest]) for entry in entries}
    order = [entry.id for entry in after.documents if entry.kind == "domein"]
    return {found: newest[found] for found in dict.fromkeys([*order, *newest])}


def _used_in(manifest: Manifest, wanted: set[Address], bodies: Bodies) -> dict[Address, str]:
    if not wanted:
        return {}
    places: dict[Address, str] = {}
    for domain, address in _uses(manifest.documents, bodies):
        if address in wanted and places.setdefault(address, domain) != domain:
            places[address] = SEVERAL
    return places


def _uses(entries: list[Entry], bodies: Bodies) -> Iterator[tuple[str, Address]]:
    """Yield the domain of each recommendation with each item that it uses."""
    recommendations = [entry for entry in entries if entry.kind == "aanbeveling"]
    for _, body in bodies(recommendations):
        uses = msgspec.json.decode(body, type=_Uses)
        for link in uses.interventies:
            yield uses.domein, ("interventie", link.interventie)
        for example in uses.praktijkvoorbeelden:
            yield uses.domein, ("praktijkvoorbeeld", example)
