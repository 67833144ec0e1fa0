"""The very rows that documents are made of, as the database gives them: to see whether they are still the same."""

from collections.abc import Collection, Iterator
from hashlib import blake2b
from typing import Any

import msgspec
from django.db import connections
from django.db.models import QuerySet

from publishing.freezing.kinds import ContentKind, parts_of_kind

Row = tuple[Any, ...]
_AT_ONCE = 1_000
_ENCODER = msgspec.msgpack.Encoder(enc_hook=repr)  # a column always gives the same type, so its form need not tell it


def rows_digests(kind: ContentKind, alias: str, *, only: Collection[int] | None = None) -> dict[int, bytes]:
    """Return, by primary key in that order, the digest of all rows that each ready item of ``kind`` is made of.

    The SQL is what ``kind.rows`` reads with, columns and all, so nothing that a document can be made of is forgotten.
    ``only`` limits it to some items. As many queries as there are tables of children, and one.
    """
    own = kind.rows(alias)
    children = parts_of_kind(kind.name, alias)
    found: dict[int, list[list[Row]]] = {}
    for key, row in _raw(own if only is None else own.filter(pk__in=only), kind.model._meta.pk.column):
        found[key] = [[row], *([] for _ in children)]
    for place, prefetch in enumerate(children, start=1):
        column = kind.model._meta.get_field(prefetch.prefetch_through).field
        rows: Any = prefetch.queryset
        limited = rows if only is None else rows.filter(**{f"{column.name}__in": only})
        for key, row in _raw(limited, column.column):
            if key in found:
                found[key][place].append(row)
    return {key: blake2b(_ENCODER.encode(rows), digest_size=16).digest() for key, rows in found.items()}


def _raw(rows: QuerySet[Any], key_column: str) -> Iterator[tuple[int, Row]]:
    """Yield each row without making anything of it, with its value of ``key_column``."""
    with connections[rows.db].cursor() as cursor:
        cursor.execute(*rows.query.sql_with_params())
        place = [column[0] for column in cursor.description].index(key_column)
        while chunk := cursor.fetchmany(_AT_ONCE):
            yield from ((row[place], row) for row in chunk)
