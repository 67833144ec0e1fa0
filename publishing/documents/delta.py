"""The delta between two releases: what a copy of one needs to become the other, byte for byte.

Apply: take out ``vervallen`` and every item with ``na``; then, one after the other, put each item with ``na`` behind
the item that it names (first, where it is empty) and replace the bytes of the others. ``inhoudslijst`` with the
documents in that order is the manifest of ``naar``, whose digest must follow.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Set
from typing import Any, Literal

import msgspec

from publishing.documents.base import Digest, Id, Plain, Shape, named
from publishing.documents.canonical import canonical_bytes
from publishing.documents.manifest import Entry, Manifest, ReleaseNumber

Address = tuple[str, str]
Action = Literal["toegevoegd", "gewijzigd", "verplaatst"]


class ReleaseName(Shape, frozen=True, kw_only=True):
    """Een uitgave, bij nummer en vingerafdruk."""

    number: ReleaseNumber = named("nummer")
    digest: Digest = named("vingerafdruk")


class Ended(Shape, frozen=True, kw_only=True):
    """Een item dat de nieuwe uitgave niet meer heeft."""

    kind: str = named("soort")
    id: Id
    reason: Plain = named("reden", default="")
    successor: Id | None = named("vervangenDoor", default=None)


class ChangedItem(Shape, frozen=True, kw_only=True):
    """Een item dat nieuw is, andere bytes heeft of op een andere plaats staat.

    `na` is `soort/id` van het item waar het achter komt, leeg voor vooraan; zonder `na` blijft het op zijn plaats.
    `document` staat er bij andere bytes, behalve als de inhoud op grond van de wet is gewist.
    """

    action: Action = named("actie")
    kind: str = named("soort")
    id: Id
    digest: Digest = named("vingerafdruk")
    after: str | None = named("na", default=None)
    document: msgspec.Raw | msgspec.UnsetType = named("document", default=msgspec.UNSET)


class Delta(Shape, frozen=True, kw_only=True):
    """Wat er van de ene uitgave naar de andere verandert."""

    source: ReleaseName = named("van")
    target: ReleaseName = named("naar")
    manifest: dict[str, Any] = named("inhoudslijst")
    ended: list[Ended] = named("vervallen")
    items: list[ChangedItem] = named("items")


def changed_items(
    old: Manifest,
    new: Manifest,
    body: Callable[[Entry], bytes | None],
    kinds: Set[str] | None = None,
) -> Iterator[ChangedItem]:
    """Yield what is new, changed or moved, in the order of ``new``; of ``kinds`` only, where these are given.

    ``body`` returns the bytes of a document of ``new``, None for one that was erased.
    """
    held = {(entry.kind, entry.id): entry.digest for entry in old.documents}
    staying = _staying(old, new)
    after = ""
    for entry in new.documents:
        address = (entry.kind, entry.id)
        before, place = held.get(address), None if address in staying else after
        after = f"{entry.kind}/{entry.id}"
        if (before == entry.digest and place is None) or (kinds is not None and entry.kind not in kinds):
            continue
        data = None if before == entry.digest else body(entry)
        yield ChangedItem(
            action=_action(before, entry.digest),
            kind=entry.kind,
            id=entry.id,
            digest=entry.digest,
            after=place,
            document=msgspec.UNSET if data is None else msgspec.Raw(data),
        )


def _action(before: str | None, now: str) -> Action:
    if before is None:
        return "toegevoegd"
    return "verplaatst" if before == now else "gewijzigd"


def ended_items(old: Manifest, new: Manifest) -> list[Ended]:
    """Return what ``old`` holds and ``new`` does not, in the order of ``old``, with the reason where there is one."""
    there = {(entry.kind, entry.id) for entry in new.documents}
    why = {(retired.kind, retired.id): retired for retired in new.retired}
    found = []
    for entry in old.documents:
        if (entry.kind, entry.id) in there:
            continue
        retired = why.get((entry.kind, entry.id))
        reason, successor = (retired.reason, retired.successor) if retired else ("", None)
        found.append(Ended(kind=entry.kind, id=entry.id, reason=reason, successor=successor))
    return found


def head_of(manifest: Manifest) -> dict[str, Any]:
    """Return the manifest as plain JSON values, without its documents."""
    plain: dict[str, Any] = msgspec.json.decode(canonical_bytes(manifest))
    del plain["documenten"]
    return plain


def _staying(old: Manifest, new: Manifest) -> Set[Address]:
    """Return the addresses that keep their place: a longest run of those in both, in the same order."""
    places = {(entry.kind, entry.id): place for place, entry in enumerate(old.documents)}
    shared = [address for entry in new.documents if (address := (entry.kind, entry.id)) in places]
    return {shared[index] for index in _longest_rise([places[address] for address in shared])}


def _longest_rise(values: Iterable[int]) -> Iterator[int]:
    """Yield the indexes of a longest rising subsequence, last first (patience sorting)."""
    tops: list[int] = []
    top_index: list[int] = []
    below: list[int] = []
    for index, value in enumerate(values):
        pile = bisect_left(tops, value)
        below.append(top_index[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [value]
        top_index[pile : pile + 1] = [index]
    index = top_index[-1] if top_index else -1
    while index >= 0:
        yield index
        index = below[index]
