"""The pack: one read-only SQLite file with every public representation of a release as bytes.

Tables: ``meta`` (key, value) · ``document`` (position, kind, id, digest, body) in the order of the release ·
``retired`` (kind, id, body) · ``representation`` (name, digest, body) for the manifest and the bundle. The bundle is
``{"documenten":[…],"inhoudslijst":…}``, itself canonical JSON, written in place so that memory stays flat. A document
that was erased leaves its position empty; ``meta`` then names the digests under ``redacted``. The index beside them is
that of ``pack_index``.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from publishing.store import pack_index
from publishing.store.pack_index import Indexer

FORMAT = "2"
WITHOUT_INDEX = "1"  # packs of before there was one: what went out with them goes on being served

_SCHEMA = """
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE document (
    position INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL, body BLOB NOT NULL
);
CREATE TABLE retired (kind TEXT NOT NULL, id TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE representation (name TEXT PRIMARY KEY, digest TEXT NOT NULL, body BLOB NOT NULL);
"""
_INDEXES = (
    "CREATE UNIQUE INDEX document_address ON document (kind, id)",
    "CREATE INDEX document_order ON document (kind, position)",
)


class PackDocument(NamedTuple):
    """One document: its kind (``soort``), public id, digest and canonical bytes."""

    kind: str
    id: str
    digest: str
    body: bytes


class PackRetired(NamedTuple):
    """An item that ended; ``body`` is its entry of the manifest as JSON."""

    kind: str
    id: str
    body: bytes


def write_pack(
    path: Path,
    *,
    meta: dict[str, str],
    manifest: bytes,
    documents: Iterable[PackDocument | None],
    retired: Iterable[PackRetired],
    indexer: Indexer,
) -> None:
    """Write a pack to ``path``, which must not exist. The rows depend on the arguments only.

    ``documents`` come in the order of the release; None stands for one that was erased.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(_SCHEMA + pack_index.SCHEMA)
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted({**meta, "format": FORMAT}.items()))
        _write_documents(connection, documents, indexer)
        connection.executemany("INSERT INTO retired VALUES (?, ?, ?)", sorted(retired))
        connection.execute(
            "INSERT INTO representation VALUES ('inhoudslijst', ?, ?)", (hashlib.sha256(manifest).hexdigest(), manifest)
        )
        _write_bundle(connection, manifest)
        for statement in _INDEXES:
            connection.execute(statement)
        pack_index.finish_index(connection, indexer)
        connection.execute("COMMIT")


def _write_documents(
    connection: sqlite3.Connection, documents: Iterable[PackDocument | None], indexer: Indexer
) -> None:
    for position, document in enumerate(documents):
        if document is None:
            continue
        connection.execute(
            "INSERT INTO document (position, kind, id, digest, body) VALUES (?, ?, ?, ?, ?)", (position, *document)
        )
        entry = indexer.entry(document.kind, document.body)
        pack_index.write_entry(connection, document.kind, position, entry)


def _bundle_pieces(connection: sqlite3.Connection, manifest: bytes) -> Iterator[bytes]:
    yield b'{"documenten":['
    bodies = connection.execute("SELECT body FROM document ORDER BY position")
    for place, (body,) in enumerate(bodies):
        yield body if place == 0 else b"," + body
    yield b'],"inhoudslijst":' + manifest + b"}"


def _write_bundle(connection: sqlite3.Connection, manifest: bytes) -> None:
    hasher, size = hashlib.sha256(), 0
    for piece in _bundle_pieces(connection, manifest):
        hasher.update(piece)
        size += len(piece)
    row = connection.execute(
        "INSERT INTO representation VALUES ('bundel', ?, zeroblob(?))", (hasher.hexdigest(), size)
    ).lastrowid
    assert row is not None, "an INSERT into a table with rowids gives one"
    with connection.blobopen("representation", "body", row) as blob:
        for piece in _bundle_pieces(connection, manifest):
            blob.write(piece)
