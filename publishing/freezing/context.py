"""What the documents of one freeze share: the reference date, and where each item stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from publishing.documents.base import UNKNOWN_ID


@dataclass(frozen=True, kw_only=True)
class FreezeContext:
    """``ids`` maps kind and uid to a public id, of ready items and drafts alike; ``ready`` holds what goes out."""

    reference_date: date
    ids: Mapping[str, Mapping[UUID, str]]
    ready: Mapping[str, frozenset[str]] = field(default_factory=dict)
    page_addresses: Mapping[int, str] = field(default_factory=dict)
    domains_by_path: Mapping[str, tuple[int, UUID]] = field(default_factory=dict)

    def id_of(self, kind: str, uid: UUID | None) -> str:
        """Return an item's public id; ``onbekend`` for one that does not exist (any more)."""
        return UNKNOWN_ID if uid is None else self.ids.get(kind, {}).get(uid, UNKNOWN_ID)
