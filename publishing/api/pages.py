"""One page of a collection, put together from the documents' own bytes."""

import json
from typing import NamedTuple

from publishing.store.pack_reader import Pack

START = -1  # before the first position


class Page(NamedTuple):
    """Documents in the order of the release. ``total`` counts the whole collection; ``last`` is the last position."""

    total: int
    bodies: list[bytes]
    last: int
    has_more: bool

    def body(self, cursor: str) -> bytes:
        """Return ``{"aantal", "items", "volgende"}`` as canonical JSON; without ``volgende`` on the last page."""
        end = b',"volgende":' + json.dumps(cursor).encode() if cursor else b""
        return b'{"aantal":%d,"items":[%s]%s}' % (self.total, b",".join(self.bodies), end)


def read_page(pack: Pack, kind: str, *, after: int, limit: int) -> Page:
    """Return up to ``limit`` documents of ``kind`` behind position ``after``."""
    rows = pack.page(kind, after=after, limit=limit + 1)
    shown = rows[:limit]
    return Page(
        total=pack.count(kind),
        bodies=[body for _, body in shown],
        last=shown[-1][0] if shown else after,
        has_more=len(rows) > limit,
    )
