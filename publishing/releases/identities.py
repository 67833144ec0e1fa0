"""Which public id belongs to which item of the workshop, over all releases."""

from collections.abc import Mapping, Set
from datetime import datetime
from uuid import UUID

from publishing.documents.manifest import read_manifest
from publishing.freezing.surroundings import Identities
from publishing.releases.models import Freeze, Release


def released_ids() -> dict[str, dict[UUID, str]]:
    """Return kind → uid → public id of every item that any release held. One query."""
    ids: dict[str, dict[UUID, str]] = {}
    for new in _newest_ids().values():
        for kind, by_uid in new.items():
            ids.setdefault(kind, {}).update({UUID(uid): public_id for uid, public_id in by_uid.items()})
    return ids


def _newest_ids() -> dict[int, dict[str, dict[str, str]]]:
    """Return by published release, oldest first, which items got which public id when it was last frozen. One query."""
    freezes = Freeze.objects.filter(release__publication__isnull=False)
    return dict(freezes.order_by("release__publication__pk", "pk").values_list("release", "new_ids"))


def known_ids(new: Mapping[str, Mapping[str, str]]) -> dict[str, dict[UUID, str]]:
    """Return the ids of all releases, with the ``new`` ones of a candidate beside them."""
    ids = released_ids()
    for kind, by_uid in new.items():
        ids.setdefault(kind, {}).update({UUID(uid): public_id for uid, public_id in by_uid.items()})
    return ids


def releases_with(kind: str, uid: UUID) -> list[str]:
    """Return the numbers of the published releases that hold the item ``uid``, oldest first. Two queries."""
    named = {public_id for new in _newest_ids().values() if (public_id := new.get(kind, {}).get(str(uid)))}
    if not named:
        return []
    held = Release.objects.published().values_list("number", "manifest")
    return [
        number
        for number, manifest in held.iterator()
        if any(entry.kind == kind and entry.id in named for entry in read_manifest(bytes(manifest)).documents)
    ]


def last_freeze() -> datetime | None:
    """Return when any candidate was last frozen, None when never."""
    return Freeze.objects.order_by("-at").values_list("at", flat=True).first()


def new_ids(ids: Identities, ready: Mapping[str, Set[str]], fixed: Identities) -> dict[str, dict[str, str]]:
    """Return kind → uid → public id of the ready items that no release held before."""
    return {
        kind: new
        for kind, by_uid in ids.items()
        if (
            new := {
                str(uid): public_id
                for uid, public_id in sorted(by_uid.items())
                if public_id in ready[kind] and uid not in fixed.get(kind, {})
            }
        )
    }
