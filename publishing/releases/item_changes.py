"""What came, changed or went, noticed from the two documents of each item, which are not held."""

from collections.abc import Iterable, Iterator

import msgspec

from publishing.documents.manifest import Entry, Manifest
from publishing.documents.naming import name_of
from publishing.releases.bodies import Bodies, documents_of, in_chunks
from publishing.releases.changes import Change, Document, Pair
from publishing.releases.levels import level_changes
from publishing.releases.manifests import address_of

_PAIRS = 250  # documents of so many items are held at once


def noticed(pairs: Iterable[Pair], *, before: Manifest, after: Manifest, bodies: Bodies) -> Iterator[Change]:
    """Yield what is to be told of ``pairs``. As its domain stands the id that a document names, or its own of a domain;
    of what changed domains the former one stands in ``moved_from``.
    """
    endings = {(one.kind, one.id): one for one in after.retired}
    ended_before = {(one.kind, one.id): one.ended_in for one in before.retired}
    for chunk in in_chunks(pairs, _PAIRS):
        documents = documents_of(
            (entry for pair in chunk for entry in (pair.old, pair.new) if entry is not None), bodies
        )
        for pair in chunk:
            old, new = ({} if entry is None else documents[entry.digest] for entry in (pair.old, pair.new))
            change, address = change_of(pair, old, new), address_of(pair.entry)
            if change.change == "retired" and address in endings:
                ending = endings[address]
                change = msgspec.structs.replace(change, reason=ending.reason, successor=ending.successor or "")
            if change.change == "new" and address in ended_before:
                change = msgspec.structs.replace(change, returned=ended_before[address])
            yield change


def change_of(pair: Pair, old: Document, new: Document) -> Change:
    """Return what the two documents of an item tell; one that is not there is empty."""
    document, entry = new or old, pair.entry
    is_both = pair.old is not None and pair.new is not None
    former, domain = old.get("domein", ""), document.get("domein", "")
    return Change(
        change="changed" if is_both else "new" if pair.old is None else "retired",
        kind=entry.kind,
        id=entry.id,
        title=name_of(document),
        old=pair.old.digest if pair.old else "",
        new=pair.new.digest if pair.new else "",
        domain_id=entry.id if entry.kind == "domein" else domain,
        moved_from=former if is_both and former != domain else "",
        fields=differing_fields(old, new) if is_both else [],
        levels=level_changes(old, new),
    )


def differing_fields(old: Document, new: Document) -> list[str]:
    """Return the published names of the fields that differ, in alphabetical order."""
    return [name for name in sorted(old.keys() | new.keys()) if old.get(name) != new.get(name)]


def with_successors(changes: list[Change], after: Manifest, bodies: Bodies) -> list[Change]:
    """Return ``changes`` in which what takes the place of something is named by its title."""
    wanted = {(one.kind, one.successor) for one in changes if one.successor}
    if not wanted:
        return changes
    titles = titles_of((entry for entry in after.documents if address_of(entry) in wanted), bodies)
    return [
        msgspec.structs.replace(one, successor_title=titles[one.kind, one.successor]) if one.successor else one
        for one in changes
    ]


def titles_of(entries: Iterable[Entry], bodies: Bodies) -> dict[tuple[str, str], str]:
    """Return what items are called, by kind and id."""
    titles: dict[tuple[str, str], str] = {}
    for chunk in in_chunks(entries):
        documents = documents_of(chunk, bodies)
        titles |= {address_of(entry): name_of(documents[entry.digest]) for entry in chunk}
    return titles
