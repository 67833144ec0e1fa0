"""Footnotes: taken out of where they stand, and put after the block that refers to them.

Two ways of writing are read: ``[^1]`` with ``[^1]: text``, and ``<sup>1</sup>`` with a paragraph that opens with it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cms.sources.markdown.blocks import Block, Heading, Items, Note, Paragraph, Run


class Footnotes:
    """The footnotes of one text. Each is placed once, where it is first referred to."""

    def __init__(self, notes: Iterable[Note]) -> None:
        self._waiting = {note.label: note for note in reversed(list(notes))}
        self._known = set(self._waiting)
        self.missing: list[Run] = []  # marks without a note

    @property
    def unused(self) -> list[Note]:
        """The notes that no mark referred to so far."""
        return sorted(self._waiting.values(), key=lambda note: note.line)

    def place(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """Return ``blocks`` with each footnote after its block; inside a list, after the words of its item."""
        placed: list[Block] = []
        for block in blocks:
            if isinstance(block, Items):
                placed.append(replace(block, entries=tuple(self.place(entry) for entry in block.entries)))
            elif isinstance(block, Paragraph | Heading):
                placed.append(replace(block, runs=tuple(self._without_marks(block.runs))))
                placed.extend(self.called_by(block.runs))
        return tuple(placed)

    def called_by(self, runs: Iterable[Run]) -> tuple[Block, ...]:
        """Return the footnotes to which ``runs`` refer and that stand nowhere yet."""
        called = [self._waiting.pop(run.note, None) for run in runs if run.note]
        return tuple(block for note in called if note is not None for block in self.place(note.blocks))

    def _without_marks(self, runs: Iterable[Run]) -> Iterable[Run]:
        for run in runs:
            if not run.note:
                yield run
            elif run.note not in self._known:
                self.missing.append(run)
                yield replace(run, text=run.note, note="")


def take_out_notes(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """Return the blocks without their footnotes, and the footnotes."""
    kept: list[Block] = []
    notes: list[Note] = []
    marks = {run.note for block in blocks for run in _marks_of(block)}
    for block in blocks:
        if isinstance(block, Note):
            notes.append(block)
        elif isinstance(block, Paragraph) and block.runs and block.runs[0].note in marks - {""}:
            notes.extend(_split_notes(block))
        else:
            kept.append(block)
    return tuple(kept), tuple(notes)


def resolve_all(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return ``blocks`` with every footnote in its place; one that nobody refers to comes last."""
    kept, notes = take_out_notes(blocks)
    footnotes = Footnotes(notes)
    placed = footnotes.place(kept)
    return placed + tuple(block for note in footnotes.unused for block in footnotes.place(note.blocks))


def _marks_of(block: Block) -> Iterable[Run]:
    """Return the footnote marks in ``block``, except one that opens a paragraph and so makes it a note."""
    if isinstance(block, Items):
        for entry in block.entries:
            for inner in entry:
                yield from (run for run in _all_marks(inner))
    elif isinstance(block, Paragraph | Heading):
        yield from (run for run in block.runs[1:] if run.note)


def _all_marks(block: Block) -> Iterable[Run]:
    if isinstance(block, Items):
        for entry in block.entries:
            for inner in entry:
                yield from _all_marks(inner)
    elif isinstance(block, Paragraph | Heading):
        yield from (run for run in block.runs if run.note)


def _split_notes(paragraph: Paragraph) -> Iterable[Note]:
    """Return the notes in a paragraph that opens with a mark; each mark at the start of a line opens the next."""
    starts = [
        place
        for place, run in enumerate(paragraph.runs)
        if run.note and (place == 0 or paragraph.runs[place - 1].line < run.line)
    ]
    for start, stop in zip(starts, [*starts[1:], len(paragraph.runs)], strict=True):
        mark = paragraph.runs[start]
        yield Note(mark.line, mark.note, (Paragraph(mark.line, paragraph.runs[start + 1 : stop]),))
