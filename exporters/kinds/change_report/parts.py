"""What changed within an item: its texts word by word, and what it refers to."""

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from publishing.documents.blocks import Block
from publishing.documents.difference import Pieces
from publishing.freezing.dutch import listed
from publishing.releases.comparing.details import Detail, FieldText, LinkText

_ITEM = "• "
_SHORT = 90  # characters of a value that stands behind its label
_MARKUP = "Alleen de opmaak is anders. De woorden en de links zijn gelijk."


class Stretch(msgspec.Struct, frozen=True):
    """Words of a text: the same in both, of the new one only, or of the old one only."""

    mark: Literal["", "new", "old"]
    text: str


class Line(msgspec.Struct, frozen=True):
    """A paragraph or line, with a word before it: Was, Wordt, Erbij, Weg; none for a text that is new as a whole."""

    word: str
    stretches: list[Stretch]


class Part(msgspec.Struct, frozen=True):
    """A part of an item: a text or a reference. ``value`` fits on the line of its label, ``note`` is a sentence."""

    label: str
    value: str = ""
    lines: list[Line] = []
    note: str = ""


def parts_of(detail: Detail) -> Iterator[Part]:
    """Yield the parts of a new or changed item: the fields first, then what it refers to."""
    is_new = detail.change.change == "new"
    for field in detail.fields:
        yield _whole(field) if is_new else _changed(field, field.label)
    for link in detail.links:
        yield from _link(link)


def _whole(field: FieldText) -> Part:
    """Return a text that is all new; of a list or a short value no more than a line."""
    texts = ["".join(piece.text for piece in one.beside.new) for one in field.blocks]
    is_list = all(text.startswith(_ITEM) for text in texts)
    value = listed([text.removeprefix(_ITEM) for text in texts]) if is_list else "\n".join(texts)
    if len(value) <= _SHORT and "\n" not in value:
        return Part(field.label, value=value)
    return Part(field.label, lines=_plain(texts))


def _plain(texts: Iterable[str]) -> list[Line]:
    return [Line("", [Stretch("", text)]) for text in texts]


def _changed(field: FieldText, label: str) -> Part:
    if field.is_markup:
        return Part(label, note=_MARKUP)
    note = "De rest van deze tekst bleef gelijk." if field.same else ""
    return Part(label, lines=[line for block in field.shown for line in _lines(block)], note=note)


def _lines(block: Block) -> Iterator[Line]:
    old, new = _stretches(block.beside.old, "old"), _stretches(block.beside.new, "new")
    if block.change == "changed":
        yield Line("Was", old)
        yield Line("Wordt", new)
    elif block.change == "added":
        yield Line("Erbij", new)
    else:
        yield Line("Weg", old)


def _link(link: LinkText) -> Iterator[Part]:
    named = f"{link.kind} ‘{link.title}’"
    if link.what == "order":
        plural = "interventies" if link.kind == "interventie" else "praktijkvoorbeelden"
        yield Part(f"De {plural} staan in een andere volgorde")
    elif link.what == "changed" and link.text is not None:
        yield _changed(link.text, f"Andere toelichting bij {named}")
    elif link.what == "added":
        blocks = link.text.blocks if link.text is not None else ()
        yield Part(f"Erbij: {named}", lines=_plain("".join(each.text for each in one.beside.new) for one in blocks))
    else:
        yield Part(f"Weg: {named}")


def _stretches(pieces: Pieces, mark: Literal["new", "old"]) -> list[Stretch]:
    """Return the words with what differs marked; where all of them differ, the word before the line says so."""
    differs_all = all(piece.differs for piece in pieces)
    return [Stretch(mark if piece.differs and not differs_all else "", piece.text) for piece in pieces]
