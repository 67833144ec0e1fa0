"""The very rows that documents are made of, as the database gives them: to see whether they are still the same."""

from collections.abc import Collection, Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import msgspec
from django.db.models import QuerySet

from cms.written import Row, Written
from publishing.freezing.kinds import CONTENT_KINDS, ContentKind, parts_of_kind

_ENCODER = msgspec.msgpack.Encoder(enc_hook=repr)  # a column always gives the same type, so its form need not tell it


def rows_digests(kind: ContentKind, alias: str, *, only: Collection[int] | None = None) -> dict[int, bytes]:
    """Return, by primary key in that order, the digest of all rows that each ready item of ``kind`` is made of.

    The SQL is what ``kind.rows`` reads with, columns and all, so nothing that a document can be made of is forgotten.
    ``only`` limits it to some items. As many queries as there are tables of children, and one.
    """
    queries = _all_of(kind, alias) if only is None else [*_queries(kind, alias, only)]
    (own, key), *children = queries
    found: dict[int, list[list[Row]]] = {row[key]: [[row], *([] for _ in children)] for row in own.raw(alias)}
    for place, (query, parent) in enumerate(children, start=1):
        for row in query.raw(alias):
            if row[parent] in found:
                found[row[parent]][place].append(row)
    return {key: blake2b(_ENCODER.encode(rows), digest_size=16).digest() for key, rows in found.items()}


@lru_cache(maxsize=4 * len(CONTENT_KINDS))
def _all_of(kind: ContentKind, alias: str) -> list[tuple[Written, int]]:
    return list(_queries(kind, alias, None))


def _queries(kind: ContentKind, alias: str, only: Collection[int] | None) -> Iterator[tuple[Written, int]]:
    """Yield the query for the items and those for their children, each with where in a row the item's key stands."""
    own = kind.rows(alias)
    query = Written(own if only is None else own.filter(pk__in=only))
    yield query, query.place_of(kind.model._meta.pk.column)
    for prefetch in parts_of_kind(kind.name, alias):
        parent = kind.model._meta.get_field(prefetch.prefetch_through).field
        rows: QuerySet[Any] = prefetch.queryset  # type: ignore[assignment]  # each of ours names one
        query = Written(rows if only is None else rows.filter(**{f"{parent.name}__in": only}))
        yield query, query.place_of(parent.column)
