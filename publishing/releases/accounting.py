"""Adds to a freeze the document in which the release accounts for itself."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from publishing.documents.kinds.accountability import Correction, Source
from publishing.documents.manifest import Entry
from publishing.documents.registry import KINDS
from publishing.freezing.accounting import Compared, Gathered, accountability, placed_last
from publishing.releases.models import Release
from publishing.releases.reading import manifest_of
from publishing.releases.spool import Spool


def take_accountability(
    spool: Spool,
    *,
    gathered: Gathered,
    sources: Iterable[Source],
    left_out: Mapping[str, int],
    reference_date: date,
    round_year: int | None,
    predecessor: Release | None,
    correction: Correction | None = None,
) -> None:
    """Put the accountability of what is in ``spool`` behind it. An empty release has nothing to account for."""
    entries = spool.entries()
    if not entries:
        return
    document = accountability(
        reference_date=reference_date,
        round_year=round_year,
        counts=gathered.counts,
        levels=gathered.levels,
        sources=sources,
        left_out=left_out,
        compared=None if predecessor is None else _compared(entries, predecessor),
        correction=correction,
    )
    spool.take(placed_last(document))


def _compared(entries: list[Entry], predecessor: Release) -> Compared:
    """Count by address: an item that only changed is neither new nor retired."""
    before = {(one.kind, one.id) for one in manifest_of(predecessor).documents if not KINDS[one.kind].is_single}
    now = {(one.kind, one.id) for one in entries}
    return Compared(
        number=predecessor.number,
        new=Counter(kind for kind, _ in now - before),
        retired=Counter(kind for kind, _ in before - now),
    )
