"""What the documents of one freeze share: the reference date, and where each item stands."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from publishing.documents.base import UNKNOWN_ID
from publishing.freezing.vetted import Vetted


@dataclass(frozen=True, kw_only=True)
class FreezeContext:
    """``ids`` maps kind and uid to a public id, of ready items and drafts alike; ``ready`` holds what goes out.

    ``vetted`` is what a round decided; without a round every intervention that stands ready goes out.
    """

    reference_date: date
    ids: Mapping[str, Mapping[UUID, str]]
    ready: Mapping[str, Set[str]] = field(default_factory=dict)
    page_addresses: Mapping[int, str] = field(default_factory=dict)
    domains_by_path: Mapping[str, tuple[int, UUID]] = field(default_factory=dict)
    vetted: Vetted | None = None

    def id_of(self, kind: str, uid: UUID | None) -> str:
        """Return an item's public id; ``onbekend`` for one that does not exist (any more)."""
        return UNKNOWN_ID if uid is None else self.ids.get(kind, {}).get(uid, UNKNOWN_ID)

    def left_out(self) -> dict[str, str]:
        """Return the public ids of the interventions that stand ready and do not go out, each with why."""
        if self.vetted is None:
            return {}
        return {self.id_of("interventie", uid): why.value for uid, why in self.vetted.left_out()}
