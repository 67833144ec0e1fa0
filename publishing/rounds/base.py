"""The base release of a round, as plain values: rounds know no releases, and whoever opens one hands these over."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class BaseEntry:
    """One document of the base release, in the order of that release."""

    kind: str
    uid: UUID
    public_id: str
    digest: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Base:
    """The base release. ``frozen_at`` is when its content was read: what was changed later is not in it."""

    number: str
    digest: str
    reference_date: date
    frozen_at: datetime
    entries: tuple[BaseEntry, ...]
