"""The pinned tree of the public API as files: for each address the bytes that the API answers there.

``/api/v1/uitgaven/2026.1/domeinen`` is ``api/v1/uitgaven/2026.1/domeinen.json``; the page behind a cursor,
``…/domeinen?cursor=X``, is ``…/domeinen/cursor=X.json``: no id holds an ``=``.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from exporters.head import Head
from publishing.api.addresses import address_within
from publishing.api.cursors import write_cursor
from publishing.api.pages import Page
from publishing.api.query import DEFAULT_LIMIT
from publishing.documents.registry import COLLECTIONS, KINDS
from publishing.store.pack_query import Query, Row
from publishing.store.pack_reader import Pack

_AHEAD = 20 * DEFAULT_LIMIT  # rows per question
_REPRESENTATIONS = {"manifest": "inhoudslijst", "bundel": "bundel"}  # by address


class Leaf(NamedTuple):
    """An address and its answer, in pieces of ``size`` bytes together. ``cursor`` is empty but behind a first page."""

    path: str
    pieces: Iterable[bytes]
    size: int
    cursor: str = ""


def file_of(head: Head, leaf: Leaf) -> str:
    """Return the name of the file."""
    page = f"/cursor={leaf.cursor}" if leaf.cursor else ""
    return f"{address_within(head.number, leaf.path).lstrip('/')}{page}.json"


def leaves(pack: Pack, head: Head) -> Iterator[Leaf]:
    """Yield everything whose bytes are fixed: manifest, bundle, collections, domains' recommendations, documents."""
    for path, name in _REPRESENTATIONS.items():
        if measured := pack.measure(name):
            yield Leaf(path, pack.stream(name), measured.size)
    for kind in COLLECTIONS:
        yield from _pages(pack, head, kind.collection, Query(kind.name))
    if pack.has_index:
        yield from _recommendations(pack, head)
    for document in pack.documents():
        kind = KINDS[document.kind]
        path = kind.name if kind.is_single else f"{kind.collection}/{document.id}"
        yield Leaf(path, (document.body,), len(document.body))


def _recommendations(pack: Pack, head: Head) -> Iterator[Leaf]:
    domains, recommendations = KINDS["domein"], KINDS["aanbeveling"]
    for kind, name in pack.addresses():
        if kind == domains.name:
            path = f"{domains.collection}/{name}/{recommendations.collection}"
            yield from _pages(pack, head, path, Query(recommendations.name, facets=(("domein", (name,)),)))


def _pages(pack: Pack, head: Head, path: str, query: Query) -> Iterator[Leaf]:
    total, rows, cursor = pack.count(query), _rows(pack, query), ""
    page = list(islice(rows, DEFAULT_LIMIT))
    is_last = False
    while not is_last:
        following = list(islice(rows, DEFAULT_LIMIT))
        is_last = not following
        last = None if is_last else page[-1].place
        next_cursor = write_cursor(head.digest, query, last) if last else ""
        body = Page(total, [row.body for row in page], last).body(next_cursor)
        yield Leaf(path, (body,), len(body), cursor)
        page, cursor = following, next_cursor


def _rows(pack: Pack, query: Query) -> Iterator[Row]:
    """Yield what ``query`` finds, asking for many rows at once: a question costs as much as it has to skip."""
    rows = pack.page(query, after=None, limit=_AHEAD)
    while rows:
        yield from rows
        rows = pack.page(query, after=rows[-1].place, limit=_AHEAD)
