"""Which public id took the place of which, because editors found two interventions to be one."""

from collections.abc import Mapping
from uuid import UUID

from cms.vetting.models import Merge
from publishing.freezing.context import FreezeContext
from publishing.freezing.surroundings import Identities

KIND = "interventie"


def read_successors(alias: str, context: FreezeContext, fixed_ids: Identities) -> dict[tuple[str, str], str]:
    """Return, by kind and public id of each released item that was merged, the public id of the item that it is now.

    Merges of merges are followed to their end. An item that no release held has nothing to retire and is left out.
    """
    merges = dict(Merge.objects.using(alias).standing().values_list("gone_uid", "kept_uid"))
    fixed = fixed_ids.get(KIND, {})
    return {
        (KIND, fixed[gone]): fixed.get(end) or context.id_of(KIND, end)
        for gone in merges
        if gone in fixed
        for end in [_end_of(merges, gone)]
    }


def _end_of(merges: Mapping[UUID, UUID], gone: UUID) -> UUID:
    """No chain is a ring: only what stands is merged, into what stands."""
    while gone in merges:
        gone = merges[gone]
    return gone
