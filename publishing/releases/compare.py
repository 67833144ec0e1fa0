"""What changed between two releases, by domain, item and field. Only documents that differ are read."""

from collections.abc import Iterator

import msgspec

from publishing.documents.manifest import Entry
from publishing.documents.naming import name_of
from publishing.releases.changes import (
    Change,
    Document,
    FieldChange,
    ManifestDifference,
    field_changes,
    level_change,
    manifest_difference,
    moved_entries,
)
from publishing.releases.models import Release
from publishing.releases.reading import bodies_of, erased_body, manifest_of

_SETTINGS = ("reference_date", "schema_version", "publisher", "licence", "base_url")


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """All changes from ``old`` to ``new``; ``settings`` are those of the manifest itself."""

    old: str
    new: str
    counts: dict[str, int]
    settings: list[FieldChange]
    changes: list[Change]


def compare_releases(*, old: Release, new: Release) -> Comparison:
    """Return what changed; raise TamperedError when stored bytes are not what they should be."""
    before, after = manifest_of(old), manifest_of(new)
    difference = manifest_difference(before, after)
    domains = [entry for entry in (*before.documents, *after.documents) if entry.kind == "domein"]
    documents = _read([*_involved(difference), *domains])
    moved = moved_entries(before, after, elsewhere=_in_another_domain(difference, documents))
    documents |= _read([entry for entry in moved if entry.digest not in documents])
    titles = {entry.id: name_of(documents[entry.digest]) for entry in domains}
    order = {title: place for place, title in enumerate(titles.values())}
    changes = sorted(
        _changes(difference, moved, documents, titles), key=lambda change: order.get(change.domain, len(order))
    )  # by domain; what stands in none comes last
    counts = dict.fromkeys(("new", "changed", "moved", "retired"), 0)
    for change in changes:
        counts[change.change] += 1
    held, now = msgspec.to_builtins(before), msgspec.to_builtins(after)
    names = {field.encode_name for field in msgspec.structs.fields(before) if field.name in _SETTINGS}
    return Comparison(
        old=old.number,
        new=new.number,
        counts=counts,
        settings=field_changes({name: held.get(name) for name in names}, {name: now.get(name) for name in names}),
        changes=changes,
    )


def _involved(difference: ManifestDifference) -> Iterator[Entry]:
    yield from difference.new
    for pair in difference.changed:
        yield from pair
    yield from difference.retired


def _in_another_domain(difference: ManifestDifference, documents: dict[str, Document]) -> set[tuple[str, str]]:
    return {
        (new.kind, new.id)
        for old, new in difference.changed
        if documents[old.digest].get("domein") != documents[new.digest].get("domein")
    }


def _read(entries: list[Entry]) -> dict[str, Document]:
    unique = list({entry.digest: entry for entry in entries}.values())
    return {entry.digest: msgspec.json.decode(body) for entry, body in bodies_of(unique, instead=erased_body)}


def _changes(
    difference: ManifestDifference, moved: list[Entry], documents: dict[str, Document], domains: dict[str, str]
) -> Iterator[Change]:
    def told(entry: Entry, **what: object) -> Change:
        document = documents[entry.digest]
        place = document.get("domein", entry.id if entry.kind == "domein" else "")
        return msgspec.structs.replace(
            Change(change="new", kind=entry.kind, id=entry.id, title=name_of(document), domain=domains.get(place, "")),
            **what,
        )

    for entry in difference.new:
        yield told(entry)
    for old, new in difference.changed:
        before, after = documents[old.digest], documents[new.digest]
        yield told(new, change="changed", fields=field_changes(before, after), level=level_change(before, after))
    for entry in moved:
        yield told(entry, change="moved")
    for entry in difference.retired:
        yield told(entry, change="retired")
