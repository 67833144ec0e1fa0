"""Which public id belongs to which item of the workshop, over all releases."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from publishing.freezing.surroundings import Identities
from publishing.releases.models import Freeze, Release


def released_ids() -> dict[str, dict[UUID, str]]:
    """Return kind → uid → public id of every item that any release held."""
    ids: dict[str, dict[UUID, str]] = {}
    for release in Release.objects.published():
        for kind, by_uid in release.latest_freeze.new_ids.items():
            ids.setdefault(kind, {}).update({UUID(uid): public_id for uid, public_id in by_uid.items()})
    return ids


def last_freeze() -> datetime | None:
    """Return when any candidate was last frozen, None when never."""
    return Freeze.objects.order_by("-at").values_list("at", flat=True).first()


def new_ids(ids: Identities, ready: Mapping[str, frozenset[str]], fixed: Identities) -> dict[str, dict[str, str]]:
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
