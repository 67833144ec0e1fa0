"""One page of a collection, put together from the documents' own bytes."""

import json
from typing import NamedTuple

from publishing.store.pack_query import Place, Query
from publishing.store.pack_reader import Pack


class Page(NamedTuple):
    """Documents in the order that was asked. ``total`` counts all that the query finds; ``last`` is where the page
    ends, when there is more behind it.
    """

    total: int
    bodies: list[bytes]
    last: Place | None

    def body(self, cursor: str) -> bytes:
        """Return ``{"aantal", "items", "volgende"}`` as canonical JSON; without ``volgende`` on the last page."""
        end = b',"volgende":' + json.dumps(cursor).encode() if cursor else b""
        return b'{"aantal":%d,"items":[%s]%s}' % (self.total, b",".join(self.bodies), end)


def read_page(pack: Pack, query: Query, *, after: Place | None, limit: int) -> Page:
    """Return up to ``limit`` documents of ``query`` behind ``after``."""
    rows = pack.page(query, after=after, limit=limit + 1)
    return Page(
        total=pack.count(query),
        bodies=[row.body for row in rows[:limit]],
        last=rows[limit - 1].place if len(rows) > limit else None,
    )
