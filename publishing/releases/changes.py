"""What can change between two releases, as values. They hold names and levels and no texts: a text is read from the
documents when somebody looks, so that what is erased there is erased here.
"""

from datetime import date
from typing import Any, Literal

import msgspec

from publishing.documents.manifest import Entry
from publishing.rounds.group_titles import OUTSIDE_TITLE

Document = dict[str, Any]
Address = tuple[str, str]  # kind and public id

SEVERAL, OUTSIDE = "*", "-"  # stand for a domain; no public id looks like them
SORTS = ("new", "changed", "moved", "retired")
STEPS = ("up", "down", "new", "ended")


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """A published setting of the manifest with its old and new value; an absent one is None."""

    field: str
    old: Any
    new: Any


class LevelChange(msgspec.Struct, frozen=True, kw_only=True):
    """One recognition in one register that is not what it was. ``other``: only its date or its address changed."""

    what: Literal["up", "down", "new", "ended", "other"]
    register: str
    record: str
    old_level: str = ""
    old_date: date | None = None
    new_level: str = ""
    new_date: date | None = None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One item that is not what it was. ``old`` and ``new`` name its documents, empty where it is not in.

    ``domain`` is the title of its domain or of the group of what stands in none, ``domain_id`` what to filter on.
    ``fields`` are published names. What is new or changed can be moved besides: ``moved_from`` is the title of its
    former domain when that is another, ``after`` what it stands behind now, empty for the first.
    ``returned`` is the release in which something new had ended before.
    """

    change: Literal["new", "changed", "moved", "retired"]
    kind: str
    id: str
    title: str
    old: str = ""
    new: str = ""
    domain: str = OUTSIDE_TITLE
    domain_id: str = OUTSIDE
    fields: list[str] = []
    levels: list[LevelChange] = []
    is_moved: bool = False
    moved_from: str = ""
    after: str = ""
    returned: str = ""
    reason: str = ""
    successor: str = ""
    successor_title: str = ""

    @property
    def level(self) -> Literal["", "up", "down", "both"]:
        """Whether a recognition of an intervention rose or fell."""
        steps = {one.what for one in self.levels} & {"up", "down"}
        if len(steps) == 1:
            return "up" if "up" in steps else "down"
        return "both" if steps else ""


class DomainCount(msgspec.Struct, frozen=True, kw_only=True):
    """How much changed in a domain, or in what stands in several or none."""

    id: str
    title: str
    counts: dict[str, int]


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """All changes from ``old`` to ``new``, by domain, in the order of the release; ``old`` is empty for a first one.

    ``settings`` are those of the manifest itself; ``levels`` counts recognitions of interventions that are in both.
    """

    old: str
    new: str
    old_digest: str
    new_digest: str
    counts: dict[str, int]
    levels: dict[str, int]
    settings: list[Setting]
    domains: list[DomainCount]
    changes: list[Change]


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """The entries of one item that is in either release, or in both with other bytes."""

    old: Entry | None
    new: Entry | None

    @property
    def entry(self) -> Entry:
        """The newest there is."""
        entry = self.new or self.old
        assert entry is not None
        return entry
