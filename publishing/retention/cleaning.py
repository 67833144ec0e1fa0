"""Takes away what is old, in batches: each is one transaction that also puts on record what went.

So a run that is killed has taken whole batches and recorded those, and the next goes on with the rest. Two at once
share the work: each counts and records only what it took away itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from cms.acts.act import Subject
from publishing.audit.actions import Action
from publishing.audit.recording import record
from publishing.releases.storage import release_store
from publishing.retention.kinds import KINDS, LEFT_BEHIND, Kind, Sort

BATCH = 500  # rows: what is held in memory, and locked, at once


@dataclass(frozen=True)
class Counted:
    """How many rows or files of a sort go or went; ``size`` is how many signs of text they hold, 0 after they went."""

    kind: Sort
    number: int
    size: int = 0


def what_would_go(*, at: datetime) -> list[Counted]:
    """Return per kind what ``clean_up`` would take away at ``at``; writes nothing."""
    found = [(kind, kind.old(at)) for kind in KINDS]
    rows = [Counted(kind, rows.count(), kind.size(rows)) for kind, rows in found]
    return [*rows, Counted(LEFT_BEHIND, len(_left_behind(at)))]


def clean_up(*, at: datetime) -> list[Counted]:
    """Take away all that is old at ``at`` and return per sort how much went."""
    rows = [Counted(kind, sum(_batches(kind, at))) for kind in KINDS]
    return [*rows, Counted(LEFT_BEHIND, _take_files(at))]


def _batches(kind: Kind, at: datetime) -> Iterator[int]:
    """Take rows away batch by batch, by their keys upwards, and yield how many went each time."""
    last = None
    while True:
        rows = kind.old(at) if last is None else kind.old(at).filter(pk__gt=last)
        keys = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
        if not keys:
            return
        last = keys[-1]
        yield _take(kind, keys, at)


@transaction.atomic
def _take(kind: Kind, keys: list[object], at: datetime) -> int:
    """Take away those of ``keys`` that are still old, which is looked at once more, and record how many."""
    rows = kind.old(at).filter(pk__in=keys)
    went = rows.delete()[1].get(rows.model._meta.label, 0)
    _record(kind, went, at)
    return went


def _left_behind(at: datetime) -> list[Path]:
    """Return the files on this machine that killed writers left in the store or beside it."""
    return list(release_store().left_behind(LEFT_BEHIND.limit(at)))


@transaction.atomic
def _take_files(at: datetime) -> int:
    """Take away what killed writers left on this machine, and record how many files that were."""
    found = _left_behind(at)
    _record(LEFT_BEHIND, len(found), at)
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


def _record(sort: Sort, went: int, at: datetime) -> None:
    if went:
        about = Subject("oude gegevens", sort.name, sort.counted(went))
        record(action=Action.OLD_ROWS_REMOVED, obj=about, by=None, at=at, details={"aantal": went})
