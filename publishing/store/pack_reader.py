"""Reads a pack. Safe to share between threads: each gets a connection of its own to the immutable file."""

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from publishing.store.pack import FORMAT, WITHOUT_INDEX, PackDocument
from publishing.store.pack_query import Place, Query, Row, count_of, rows_of


class PackError(Exception):
    """The file is no pack that this code can read."""


_WHAT_TO_DO = "Vraag de beheerder om `manage.py verify_store` te draaien."
_PIECE = 1 << 16
_EVERY_ROW = (
    "SELECT * FROM meta WHERE key <> 'format' ORDER BY 1",
    "SELECT * FROM document ORDER BY 1",
    "SELECT * FROM retired ORDER BY 1, 2",
    "SELECT * FROM representation ORDER BY 1",
)
_INDEX_ROWS = (
    "SELECT * FROM facet ORDER BY 1, 2, 3, 4",
    "SELECT * FROM ordering ORDER BY 1, 2, 3, 4",
)


class Measure(NamedTuple):
    """A representation without its bytes: the SHA-256 that names it and its length in bytes."""

    digest: str
    size: int


class Representation(NamedTuple):
    """Public bytes and the SHA-256 that names them."""

    digest: str
    body: bytes


class Pack:
    """The read model of one release."""

    def __init__(self, path: Path) -> None:
        self._path = path.resolve()
        self._url = f"file:{quote(str(self._path))}?mode=ro&immutable=1"
        self._threads = threading.local()
        try:
            self.meta = dict(self._connection.execute("SELECT key, value FROM meta"))
        except sqlite3.DatabaseError as error:
            raise PackError(f"{path.name} is beschadigd of is geen pakket ({error}). {_WHAT_TO_DO}") from error
        if self.meta.get("format") not in (FORMAT, WITHOUT_INDEX):
            told = self.meta.get("format", "onbekend")
            raise PackError(f"{path.name} heeft formaat {told}; deze software leest {FORMAT}. {_WHAT_TO_DO}")

    @property
    def has_index(self) -> bool:
        """Whether anything but a whole kind in the order of the release can be asked for."""
        return self.meta["format"] != WITHOUT_INDEX

    @property
    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._threads, "connection", None)
        if connection is None:
            connection = self._threads.connection = sqlite3.connect(self._url, uri=True)
        return connection

    def representation(self, name: str) -> Representation | None:
        """Return ``inhoudslijst`` or ``bundel``."""
        row = self._connection.execute("SELECT digest, body FROM representation WHERE name = ?", (name,)).fetchone()
        return Representation(*row) if row else None

    def measure(self, name: str) -> Measure | None:
        """Return digest and length of ``inhoudslijst`` or ``bundel``."""
        query = "SELECT digest, length(body) FROM representation WHERE name = ?"
        row = self._connection.execute(query, (name,)).fetchone()
        return Measure(*row) if row else None

    def stream(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a representation in pieces, over a connection of its own: any thread may read on."""
        with closing(sqlite3.connect(self._url, uri=True, check_same_thread=False)) as connection:
            row = connection.execute("SELECT rowid FROM representation WHERE name = ?", (name,)).fetchone()
            if row is None:
                raise PackError(f"In het pakket ontbreekt het onderdeel {name}. {_WHAT_TO_DO}")
            with connection.blobopen("representation", "body", row[0], readonly=True) as blob:
                while piece := blob.read(_PIECE):
                    yield piece

    def document(self, kind: str, id: str) -> Representation | None:  # noqa: A002 - the field's public name
        """Return one document's canonical bytes and digest."""
        row = self._connection.execute(
            "SELECT digest, body FROM document WHERE kind = ? AND id = ?", (kind, id)
        ).fetchone()
        return Representation(*row) if row else None

    def retired(self, kind: str, id: str) -> bytes | None:  # noqa: A002 - the field's public name
        """Return the manifest's entry (JSON) of an item that ended before or in this release."""
        row = self._connection.execute("SELECT body FROM retired WHERE kind = ? AND id = ?", (kind, id)).fetchone()
        return row[0] if row else None

    def count(self, query: Query) -> int:
        """Return how many documents ``query`` finds."""
        (count,) = self._connection.execute(*count_of(query)).fetchone()
        return int(count)

    def page(self, query: Query, *, after: Place | None, limit: int) -> list[Row]:
        """Return up to ``limit`` documents of ``query`` behind ``after``."""
        return rows_of(self._connection, query, after=after, limit=limit)

    def has_document(self, kind: str, id: str) -> bool:  # noqa: A002 - the field's public name
        """Say whether the release holds the document."""
        query = "SELECT 1 FROM document WHERE kind = ? AND id = ?"
        return self._connection.execute(query, (kind, id)).fetchone() is not None

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Yield kind and id of every document in the order of the release, without reading their bodies."""
        return iter(self._connection.execute("SELECT kind, id FROM document ORDER BY position"))

    def digests(self) -> Iterator[str]:
        """Yield what names each document."""
        return (digest for (digest,) in self._connection.execute("SELECT digest FROM document"))

    def documents(self) -> Iterator[PackDocument]:
        """Yield every document in the order of the release."""
        rows = self._connection.execute("SELECT kind, id, digest, body FROM document ORDER BY position")
        return (PackDocument(*row) for row in rows)

    def copy_to(self, target: Path) -> None:
        """Write the file itself to ``target``."""
        shutil.copyfile(self._path, target)

    def close(self) -> None:
        """Close this thread's connection."""
        self._connection.close()
        del self._threads.connection

    def same_rows(self, other: "Pack") -> bool:
        """Say whether two packs hold the same rows in the same order, whatever their files look like.

        The index is compared where both have one.
        """
        indexed = self.has_index and other.has_index
        same = all(
            left == right
            for query in (*_EVERY_ROW, *(_INDEX_ROWS if indexed else ()))
            for left, right in zip_longest(self._connection.execute(query), other._connection.execute(query))
        )
        words = zip_longest(self._words(), other._words()) if indexed else ()
        return same and all(left == right for left, right in words)

    def _words(self) -> Iterator[tuple[object, ...]]:
        """Yield every word that can be searched for and every place that has it."""
        with closing(sqlite3.connect(self._url, uri=True)) as connection:
            connection.execute("CREATE VIRTUAL TABLE temp.word USING fts5vocab(main, search, instance)")
            yield from connection.execute('SELECT term, doc, col, "offset" FROM temp.word ORDER BY 1, 2, 3, 4')
