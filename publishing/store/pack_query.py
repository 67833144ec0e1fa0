"""Asking a pack for a part of a kind: by facets and words, in an order, a page at a time.

Every condition is a set of positions that an index gives, so that no query reads all documents.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

BY_RELEASE, BY_RELEVANCE = "volgorde", "relevantie"
_TITLE_WEIGHT, _WORDS_WEIGHT = 10.0, 1.0  # a word in the title counts ten times
_WORD = re.compile(r"[^\W_]+")


class Place(NamedTuple):
    """Where a page ended: the key of the last item in the order that was asked, and its position in the release."""

    key: float
    position: int


class Row(NamedTuple):
    """One document of a page, and its place in the order that was asked."""

    key: float
    position: int
    body: bytes

    @property
    def place(self) -> Place:
        """Where a page that ends with this row ends."""
        return Place(self.key, self.position)


class Query(NamedTuple):
    """What is asked of ``kind``. ``facets`` are (name, values): one of the values of each must hold.

    ``words`` must all begin a word of the item. ``order`` is BY_RELEASE, BY_RELEVANCE (with words) or an order of the
    pack's index.
    """

    kind: str
    facets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    words: tuple[str, ...] = ()
    order: str = BY_RELEASE
    descending: bool = False

    @property
    def needs_index(self) -> bool:
        """Whether it asks for more than the whole kind in the order of the release."""
        return self != Query(self.kind)


class Sql(NamedTuple):
    """A statement, or a part of one, with its parameters."""

    text: str
    parameters: tuple[object, ...]


def words_in(text: str) -> tuple[str, ...]:
    """Return the words to look for in what somebody typed."""
    return tuple(_WORD.findall(unicodedata.normalize("NFC", text)))


def page_of(query: Query, *, after: Place | None, limit: int) -> Sql:
    """Return the statement for up to ``limit`` rows (key, position, body) behind ``after``."""
    key, position, source = _source(query)
    parts = [source, *_conditions(query)]
    if after is not None:
        parts.append(_behind(query, key, position, after))
    way = "DESC" if query.descending else "ASC"
    order = f"ORDER BY {position} {way}" if query.order == BY_RELEASE else f"ORDER BY {key} {way}, {position} {way}"
    parts.append(Sql(f"{order} LIMIT ?", (limit,)))
    return _joined(f"SELECT {key}, {position}, d.body", parts)


def count_of(query: Query) -> Sql:
    """Return the statement for how many documents there are."""
    plain = query._replace(order=BY_RELEASE)
    return _joined("SELECT count(*)", [_source(plain)[2], *_conditions(plain)])


def rows_of(connection: sqlite3.Connection, query: Query, *, after: Place | None, limit: int) -> list[Row]:
    """Return up to ``limit`` rows behind ``after``."""
    return [Row(*row) for row in connection.execute(*page_of(query, after=after, limit=limit))]


def _source(query: Query) -> tuple[str, str, Sql]:
    """Return what the rows are ordered by, where they stand, and what they are read from."""
    if query.order == BY_RELEASE:
        return "0", "d.position", Sql("FROM document d WHERE d.kind = ?", (query.kind,))
    if query.order == BY_RELEVANCE:
        found = _found(query, f", bm25(search, {_TITLE_WEIGHT}, {_WORDS_WEIGHT}) AS key")
        joined = f"FROM ({found.text}) o JOIN document d ON d.position = o.position WHERE d.kind = ?"
        return "o.key", "o.position", Sql(joined, (*found.parameters, query.kind))
    joined = "FROM ordering o JOIN document d ON d.position = o.position WHERE o.kind = ? AND o.name = ?"
    return "o.key", "o.position", Sql(joined, (query.kind, query.order))


def _conditions(query: Query) -> Iterator[Sql]:
    for name, values in query.facets:
        marks = ", ".join("?" * len(values))
        text = f"SELECT position FROM facet WHERE kind = ? AND name = ? AND value IN ({marks})"  # noqa: S608 - marks
        yield Sql(f"AND d.position IN ({text})", (query.kind, name, *values))
    if query.words and query.order != BY_RELEVANCE:
        found = _found(query)
        yield Sql(f"AND d.position IN ({found.text})", found.parameters)


def _found(query: Query, more: str = "") -> Sql:
    """Return the positions at which every word begins a word. Those of one kind stand together: a range is enough."""
    words = " AND ".join(f'"{word}"*' for word in query.words)
    text = f"""
        SELECT rowid AS position{more} FROM search WHERE search MATCH ?
        AND rowid BETWEEN (SELECT min(position) FROM document WHERE kind = ?)
        AND (SELECT max(position) FROM document WHERE kind = ?)
    """  # noqa: S608 - names of ours
    return Sql(text, (words, query.kind, query.kind))


def _behind(query: Query, key: str, position: str, after: Place) -> Sql:
    sign = "<" if query.descending else ">"
    if query.order == BY_RELEASE:
        return Sql(f"AND {position} {sign} ?", (after.position,))
    return Sql(f"AND ({key}, {position}) {sign} (?, ?)", tuple(after))


def _joined(start: str, parts: list[Sql]) -> Sql:
    text = " ".join([start, *(part.text for part in parts)])
    return Sql(text, tuple(value for part in parts for value in part.parameters))
