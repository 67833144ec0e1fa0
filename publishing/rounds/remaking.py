"""All that is ready, of which only what differs from the last time is made again."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from publishing.freezing.context import FreezeContext
from publishing.freezing.kinds import CONTENT_KINDS, ContentKind
from publishing.freezing.noting import Note, Notebook
from publishing.freezing.rows import rows_digests
from publishing.rounds.kept import Kept, Made, Shelf, put_shelf, shelf_name, take_shelf
from publishing.rounds.making import Making

_AT_ONCE = 10_000  # rows of a kind with their children: as many as a database takes in one list
_FEW = 500  # more than so many are found sooner by reading all
_NEVER = b""  # equals the digest of no rows


def read_made(context: FreezeContext, *, with_findings: bool) -> dict[str, dict[int, Made]]:
    """Return every ready item by kind and primary key, in that order."""
    name = shelf_name(context.reference_date, context.vetted is None, with_findings)
    shelf, notebook = take_shelf(name), Notebook()
    making = Making(context, with_findings=with_findings, notebook=notebook)
    reading = _Reading(making, notebook, shelf)
    read = {kind.name: reading.read(kind) for kind in CONTENT_KINDS}
    if read != shelf.items:
        put_shelf(name, Shelf(list(reading.numbers), read))
    return {kind: {key: kept.made for key, kept in items.items()} for kind, items in read.items()}


@dataclass(frozen=True)
class _Reading:
    """One look at the content, beside what was kept of the last one. Every note has a number, in the order of notes."""

    making: Making
    notebook: Notebook
    shelf: Shelf
    numbers: dict[Note, int] = field(init=False)
    outdated: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        notes = self.shelf.notes
        object.__setattr__(self, "numbers", {note: number for number, note in enumerate(notes)})
        outdated = (number for number, note in enumerate(notes) if not self.notebook.answers_the_same(note))
        object.__setattr__(self, "outdated", frozenset(outdated))

    def read(self, kind: ContentKind) -> dict[int, Kept]:
        held, rows = self.shelf.items.get(kind.name, {}), rows_digests(kind, "default")
        found = {key: held[key] for key in rows if key in held and self._is_the_same(held[key], rows[key])}
        if len(found) < len(rows):
            found |= self._made_again(kind, {key: rows[key] for key in rows if key not in found})
        return {key: found[key] for key in rows if key in found}

    def _is_the_same(self, kept: Kept, rows: bytes) -> bool:
        return kept.rows == rows and self.outdated.isdisjoint(kept.notes)

    def _made_again(self, kind: ContentKind, rows: Mapping[int, bytes]) -> dict[int, Kept]:
        """Return those of ``rows``, the digests by key, as they are now.

        What somebody changed between two queries was perhaps not made of the rows that were seen, and is made anew the
        next time.
        """
        only: Set[int] | None = rows.keys() if len(rows) <= _FEW else None
        items = kind.rows("default") if only is None else kind.rows("default").filter(pk__in=only)
        made = {
            item.pk: (self.making.make(item, kind), self._numbers_of(self.notebook.take_notes()))
            for item in items.iterator(chunk_size=_AT_ONCE)
            if item.pk in rows
        }
        after = rows_digests(kind, "default", only=only)
        return {
            key: Kept(rows[key] if after.get(key) == rows[key] else _NEVER, notes, one)
            for key, (one, notes) in made.items()
        }

    def _numbers_of(self, notes: Iterable[Note]) -> tuple[int, ...]:
        return tuple(self.numbers.setdefault(note, len(self.numbers)) for note in notes)
