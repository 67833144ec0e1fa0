"""What stands in another place: in another domain, or in another order within its own."""

from collections.abc import Iterator

import msgspec

from publishing.documents.manifest import Entry, Manifest
from publishing.documents.naming import name_of
from publishing.releases.bodies import Bodies, documents_of, in_chunks
from publishing.releases.changes import Address, Change, Document
from publishing.releases.item_changes import titles_of
from publishing.releases.manifests import address_of, moved_entries

_MOVES = 250  # documents of so many items are held at once, with those before them


def with_moves(changes: list[Change], *, before: Manifest, after: Manifest, bodies: Bodies) -> list[Change]:
    """Return ``changes`` in which what moved says where to, and what did nothing but move beside them."""
    elsewhere = {(one.kind, one.id) for one in changes if one.moved_from}
    moved = {address_of(entry): entry for entry in moved_entries(before, after, elsewhere=elsewhere)}
    if not moved:
        return changes
    changed = {(one.kind, one.id): one for one in changes}
    former = _domains_before(changes, before, bodies)
    told = {(one.kind, one.id): one for one in _told(moved, changed, former, after, bodies)}
    return [
        *(told.get((one.kind, one.id), one) for one in changes),
        *(one for address, one in told.items() if address not in changed),
    ]


def _domains_before(changes: list[Change], before: Manifest, bodies: Bodies) -> dict[str, str]:
    """Return the titles of the domains that something came from, by id."""
    wanted = {("domein", one.moved_from) for one in changes if one.moved_from}
    entries = (entry for entry in before.documents if address_of(entry) in wanted)
    return {found: title for (_, found), title in titles_of(entries, bodies).items()}


def _told(
    moved: dict[Address, Entry],
    changed: dict[Address, Change],
    former: dict[str, str],
    after: Manifest,
    bodies: Bodies,
) -> Iterator[Change]:
    previous = dict(_previous(after, moved))
    for chunk in in_chunks(moved.items(), _MOVES):
        beside = [one for address, _ in chunk if (one := previous[address]) is not None]
        documents = documents_of([*(entry for _, entry in chunk), *beside], bodies)
        for address, entry in chunk:
            document, earlier = documents[entry.digest], previous[address]
            ahead = {} if earlier is None else documents[earlier.digest]
            found = changed.get(address) or _only_moved(entry, document)
            yield msgspec.structs.replace(
                found,
                is_moved=True,
                moved_from=former.get(found.moved_from, ""),
                after=name_of(ahead) if ahead.get("domein") == document.get("domein") else "",
            )


def _previous(after: Manifest, moved: dict[Address, Entry]) -> Iterator[tuple[Address, Entry | None]]:
    """Yield for each item that moved the item of its kind before it."""
    last: dict[str, Entry] = {}
    for entry in after.documents:
        if address_of(entry) in moved:
            yield address_of(entry), last.get(entry.kind)
        last[entry.kind] = entry


def _only_moved(entry: Entry, document: Document) -> Change:
    return Change(
        change="moved",
        kind=entry.kind,
        id=entry.id,
        title=name_of(document),
        old=entry.digest,
        new=entry.digest,
        domain_id=entry.id if entry.kind == "domein" else document.get("domein", ""),
    )
