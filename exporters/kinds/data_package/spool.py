"""Writes the tables as CSV (RFC 4180, UTF-8), all in one pass over the documents."""

import csv
from collections import defaultdict
from collections.abc import Set
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import msgspec

from cms.sources.readers.tables.formulas import guard_cell
from exporters.tables.table import Table, tables
from publishing.documents.registry import KINDS
from publishing.store.files import sha256_of
from publishing.store.pack_reader import Pack

Held = dict[str, set[str]]  # ids by kind


@dataclass(kw_only=True)
class SpooledTable:
    """A table and the file with its rows. ``dangling`` names the columns with an id that the release does not hold."""

    table: Table
    path: Path
    rows: int = 0
    dangling: set[str] = field(default_factory=set)

    @property
    def path_within(self) -> str:
        """Where it stands in the package."""
        return f"data/{self.table.name}.csv"

    @property
    def size(self) -> int:
        """Bytes."""
        return self.path.stat().st_size

    @property
    def sha256(self) -> str:
        """The digest of the file."""
        with self.path.open("rb") as stream:
            return sha256_of(stream)


def spooled(pack: Pack, folder: Path) -> list[SpooledTable]:
    """Return every table of the release, written to ``folder``."""
    held = _held(pack)
    with ExitStack() as files:
        writers: defaultdict[str, list[_Writer]] = defaultdict(list)
        for table in tables():
            spool = SpooledTable(table=table, path=folder / f"{table.name}.csv")
            stream = files.enter_context(spool.path.open("w", encoding="utf-8", newline=""))
            writers[table.kind.name].append(_Writer(spool, stream, held))
        for document in pack.documents():
            plain = msgspec.json.decode(document.body)
            for writer in writers[document.kind]:
                writer.write(plain, document.digest)
    return [writer.spool for those in writers.values() for writer in those]


def _held(pack: Pack) -> Held:
    """Return the ids of every kind that a column refers to."""
    found: Held = {kind: set() for kind in KINDS}
    for kind, name in pack.addresses():
        found[kind].add(name)
    return found


class _Writer:
    def __init__(self, spool: SpooledTable, stream: IO[str], held: Held) -> None:
        self.spool = spool
        self._csv = csv.writer(stream, lineterminator="\r\n")
        columns = spool.table.columns
        self._csv.writerow([column.name for column in columns])
        self._targets: list[tuple[int, str, Set[str]]] = [
            (place, column.name, held[column.refers_to.name])
            for place, column in enumerate(columns)
            if column.refers_to
        ]

    def write(self, document: dict[str, Any], digest: str) -> None:
        for row in self.spool.table.rows(document, digest):
            self.spool.rows += 1
            self._note_dangling(row)
            self._csv.writerow([_cell(value) for value in row])

    def _note_dangling(self, row: list[Any]) -> None:
        for place, name, held in self._targets:
            if row[place] not in held:
                self.spool.dangling.add(name)


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return guard_cell(value)
    if value is None:
        return ""
    return msgspec.json.encode(value).decode()  # true, false and numbers as JSON has them; a number is never guarded
