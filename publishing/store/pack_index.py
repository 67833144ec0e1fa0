"""The index in a pack: what filters, other orders and full-text search read. Written once, with the documents.

Tables: ``facet`` (kind, name, value, position) · ``ordering`` (kind, name, key, position); ``titel`` is the place in
alphabetical order · ``search``, FTS5 over title and words without their text: letters without case and diacritics,
also by the first two to four of a word. Its rowid is the position.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Protocol

BY_TITLE = "titel"

SCHEMA = """
CREATE TABLE facet (
    kind TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, position INTEGER NOT NULL,
    PRIMARY KEY (kind, name, value, position)
) WITHOUT ROWID;
CREATE TABLE ordering (
    kind TEXT NOT NULL, name TEXT NOT NULL, key INTEGER NOT NULL, position INTEGER NOT NULL,
    PRIMARY KEY (kind, name, key, position)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5(
    title, words, content='', prefix='2 3 4', tokenize='unicode61 remove_diacritics 2'
);
CREATE TEMP TABLE titled (kind TEXT NOT NULL, sorted_by TEXT NOT NULL, position INTEGER NOT NULL);
"""
_BY_TITLE = """
INSERT INTO ordering
SELECT kind, ?, row_number() OVER (PARTITION BY kind ORDER BY sorted_by, position), position FROM titled
"""
_LATE = "INSERT INTO facet SELECT kind, ?, ?, position FROM document WHERE kind = ? AND id = ?"


class Entry(Protocol):
    """How one document is found: its title, its words, its facets as (name, value), its orders as (name, key)."""

    @property
    def title(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def facets(self) -> Sequence[tuple[str, str]]: ...
    @property
    def orders(self) -> Sequence[tuple[str, int]]: ...
    @property
    def sorted_by(self) -> str: ...


class Indexer(Protocol):
    """Who knows what a document can be found by."""

    def entry(self, kind: str, body: bytes) -> Entry:
        """Return how the document of ``kind`` with these bytes is found."""

    def late_facets(self) -> Iterable[tuple[str, str, str, str]]:
        """Return (kind, id, name, value) of what documents said of each other, when all were read."""


def write_entry(connection: sqlite3.Connection, kind: str, position: int, entry: Entry) -> None:
    """Write how the document at ``position`` is found."""
    connection.executemany(
        "INSERT INTO facet VALUES (?, ?, ?, ?)", [(kind, name, value, position) for name, value in entry.facets]
    )
    connection.executemany(
        "INSERT INTO ordering VALUES (?, ?, ?, ?)", [(kind, name, key, position) for name, key in entry.orders]
    )
    connection.execute("INSERT INTO titled VALUES (?, ?, ?)", (kind, entry.sorted_by, position))
    connection.execute(
        "INSERT INTO search (rowid, title, words) VALUES (?, ?, ?)", (position, entry.title, entry.words)
    )


def finish_index(connection: sqlite3.Connection, indexer: Indexer) -> None:
    """Write what is known only when every document was read; the addresses of the documents must be indexed."""
    late = ((name, value, kind, id) for kind, id, name, value in indexer.late_facets())  # noqa: A001 - the public name
    connection.executemany(_LATE, late)
    connection.execute(_BY_TITLE, (BY_TITLE,))
    connection.execute("INSERT INTO search (search) VALUES ('optimize')")
    connection.execute("DROP TABLE titled")
