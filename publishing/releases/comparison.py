"""What changed between two manifests, by domain, item and field. It does not know where the documents come from.

Only the manifests are held. Documents are read a few hundred at a time, and only those that differ or moved, those
that are named beside them, and of the recommendations what they use.
"""

from collections.abc import Iterable

import msgspec

from publishing.documents.manifest import Manifest
from publishing.documents.registry import KINDS
from publishing.releases.bodies import Bodies
from publishing.releases.changes import SORTS, STEPS, Change, Comparison, Setting
from publishing.releases.domains import Domains, count, read_domains
from publishing.releases.item_changes import noticed, with_successors
from publishing.releases.manifests import address_of, differing_pairs
from publishing.releases.moves import with_moves

_SETTINGS = ("reference_date", "schema_version", "publisher", "licence", "base_url")
_RANK = {kind: place for place, kind in enumerate(KINDS)}


def compare_manifests(
    old: Manifest | None, new: Manifest, *, old_digest: str, new_digest: str, bodies: Bodies
) -> Comparison:
    """Return what changed; without ``old`` everything is new. Raise what ``bodies`` raises."""
    before = nothing_before(new) if old is None else old
    changes, domains = _changes(before, new, bodies)
    return Comparison(
        old="" if old is None else old.number,
        new=new.number,
        old_digest=old_digest,
        new_digest=new_digest,
        counts=_counts(changes),
        levels=_steps(changes),
        settings=_settings(before, new),
        domains=domains.counted(changes),
        changes=changes,
    )


def nothing_before(manifest: Manifest) -> Manifest:
    """Return what a first release is compared with: the same without any item."""
    return msgspec.structs.replace(manifest, documents=[], retired=[])


def _changes(before: Manifest, after: Manifest, bodies: Bodies) -> tuple[list[Change], Domains]:
    """Return the changes by domain, then by kind, then in the order of the release; what went stands last of its kind.

    What stands in no domain comes last of all.
    """
    found = list(noticed(differing_pairs(before, after), before=before, after=after, bodies=bodies))
    found = with_moves(with_successors(found, after, bodies), before=before, after=after, bodies=bodies)
    domains = read_domains(before, after, found, bodies)
    ranks, behind = domains.ranks, len(after.documents)
    places = {address_of(entry): place for place, entry in enumerate(before.documents, start=behind)}
    places |= {address_of(entry): place for place, entry in enumerate(after.documents)}
    placed = [domains.placed(one) for one in found]
    placed.sort(key=lambda one: (ranks[one.domain_id], _RANK[one.kind], places[one.kind, one.id]))
    return placed, domains


def _counts(changes: Iterable[Change]) -> dict[str, int]:
    counts = dict.fromkeys(SORTS, 0)
    for change in changes:
        count(change, counts)
    return counts


def _steps(changes: Iterable[Change]) -> dict[str, int]:
    """Count what became of recognitions; those of an intervention that came or went are told with it."""
    steps = dict.fromkeys(STEPS, 0)
    for change in changes:
        for one in change.levels if change.change == "changed" else ():
            if one.what in steps:
                steps[one.what] += 1
    return steps


def _settings(before: Manifest, after: Manifest) -> list[Setting]:
    held, now = msgspec.to_builtins(before), msgspec.to_builtins(after)
    names = sorted(field.encode_name for field in msgspec.structs.fields(before) if field.name in _SETTINGS)
    return [
        Setting(field=name, old=held.get(name), new=now.get(name)) for name in names if held.get(name) != now.get(name)
    ]
