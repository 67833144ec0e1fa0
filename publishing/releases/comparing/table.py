"""A comparison as CSV (docs/comparing.md has the columns): a row per thing that changed, to sort and filter."""

import csv
from collections.abc import Iterator
from io import TextIOBase

from cms.sources.readers.tables.formulas import guard_cell
from publishing.documents.difference import Pieces
from publishing.freezing.recognised import level_in_words, register_in_words
from publishing.releases.changes import Comparison, LevelChange
from publishing.releases.comparing.details import Detail, FieldText, LinkText
from publishing.releases.comparing.sentences import (
    BLOCK_WORDS,
    LINK_WORDS,
    STEP_WORDS,
    place_sentences,
    sort_in_words,
)
from publishing.releases.comparing.stored import stored_details
from publishing.releases.models import Release

COLUMNS = (
    "wijziging",
    "domein",
    "soort",
    "kenmerk",
    "titel",
    "onderdeel",
    "wat",
    "was",
    "wordt",
    "reden",
    "vervangenDoor",
)
_BOM = "\ufeff"  # without it Excel reads UTF-8 as something else
_Row = tuple[str, str, str, str]  # part, what, was, becomes


def write_table(comparison: Comparison, file: TextIOBase, *, old: Release | None, new: Release) -> None:
    """Write the rows to ``file``; raise TamperedError."""
    file.write(_BOM)
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for detail in stored_details(comparison.changes, old=old, new=new):
        change = detail.change
        head = (sort_in_words(change), change.domain, change.kind, change.id, change.title)
        tail = (change.reason, change.successor_title)
        for row in _rows(detail):
            writer.writerow(guard_cell(cell) for cell in (*head, *row, *tail))


def _rows(detail: Detail) -> Iterator[_Row]:
    change = detail.change
    told = " ".join(place_sentences(change))
    if change.change != "changed":
        yield ("", told or sort_in_words(change), "", "")
    elif told:
        yield ("plaats", told, "", "")
    yield from (_level_row(one) for one in change.levels)
    for link in detail.links:
        yield from _link_rows(link)
    if change.change == "changed":
        for field in detail.fields:
            yield from _field_rows(field, field.label)


def _level_row(one: LevelChange) -> _Row:
    part = f"erkenning {register_in_words(one.register)} {one.record}"
    was = f"{level_in_words(one.old_level)} ({one.old_date})" if one.old_level else ""
    becomes = f"{level_in_words(one.new_level)} ({one.new_date})" if one.new_level else ""
    return (part, STEP_WORDS[one.what], was, becomes)


def _link_rows(link: LinkText) -> Iterator[_Row]:
    part = f"{link.kind} {link.title}"
    if link.what == "changed" and link.text is not None:
        yield from _field_rows(link.text, f"{part}: toelichting")
    elif link.what == "order":
        yield (link.kind, LINK_WORDS[link.what], "", "")
    else:
        sides = ("", link.title) if link.what == "added" else (link.title, "")
        yield (link.kind, LINK_WORDS[link.what], *sides)


def _field_rows(field: FieldText, part: str) -> Iterator[_Row]:
    if field.is_markup:
        yield (part, "alleen de opmaak", "", "")
    for block in field.shown:
        yield (part, BLOCK_WORDS[block.change], _text(block.beside.old), _text(block.beside.new))


def _text(pieces: Pieces) -> str:
    return "".join(piece.text for piece in pieces)
