"""A freeze in passing: bodies go to a temporary file, what the manifest needs stays in memory.

Nothing is written to the database before all content has proved itself, so a refused freeze leaves nothing behind.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, NamedTuple

from publishing.documents.manifest import Entry
from publishing.freezing.freeze import Placed


class _Line(NamedTuple):
    """Where a document's bytes lie in the spool."""

    place: tuple[object, ...]
    entry: Entry
    offset: int
    size: int


class Spool:
    """Frozen documents, in any order."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._lines: list[_Line] = []

    def take(self, placed: Placed) -> None:
        """Keep one document."""
        frozen = placed.frozen
        entry = Entry(kind=placed.kind, id=frozen.document.id, digest=frozen.digest)
        self._lines.append(_Line(placed.place, entry, self._stream.tell(), len(frozen.body)))
        self._stream.write(frozen.body)

    def entries(self) -> list[Entry]:
        """Return the manifest's entries, in the order of the release."""
        self._lines.sort(key=lambda line: line.place)
        return [line.entry for line in self._lines]

    def chunks(self, size: int) -> Iterator["list[Spooled]"]:
        """Yield all documents, ``size`` at a time."""
        for start in range(0, len(self._lines), size):
            yield [Spooled(line.entry.digest, self, line) for line in self._lines[start : start + size]]

    def read(self, line: _Line) -> bytes:
        """Return one document's bytes."""
        self._stream.seek(line.offset)
        return self._stream.read(line.size)


class Spooled(NamedTuple):
    """A document of which the bytes are read only when they are needed."""

    digest: str
    spool: Spool
    line: _Line

    def body(self) -> bytes:
        """Return its canonical bytes."""
        return self.spool.read(self.line)


@contextmanager
def new_spool() -> Iterator[Spool]:
    """Give an empty spool, gone afterwards."""
    with tempfile.TemporaryFile(prefix="freeze-") as stream:
        yield Spool(stream)
