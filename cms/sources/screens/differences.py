"""What differs between two texts, word by word, for eyes."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_WORDS = re.compile(r"\s+|[^\s]+")
_MOST = 1_000_000  # pairs of words; longer texts are shown as wholly different rather than kept waiting for


class Piece(NamedTuple):
    """A stretch of text, and whether it is in one of the two only."""

    text: str
    differs: bool


Pieces = tuple[Piece, ...]


def whole(text: str, *, differs: bool) -> Pieces:
    """Return ``text`` as one piece, nothing when it is empty."""
    return (Piece(text, differs),) if text else ()


def by_word(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Return ``old`` and ``new`` in pieces, of which those that differ are marked."""
    return _compared(_WORDS.findall(old), _WORDS.findall(new), "")


def by_item(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Return two lists with commas as ``by_word`` does, item by item."""
    return _compared(_items(old), _items(new), ", ")


def _items(text: str) -> list[str]:
    return text.split(", ") if text else []


def _compared(old: Sequence[str], new: Sequence[str], glue: str) -> tuple[Pieces, Pieces]:
    if len(old) * len(new) > _MOST:
        return whole(glue.join(old), differs=True), whole(glue.join(new), differs=True)
    lefts: list[Piece] = []
    rights: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if i2 > i1:
            lefts.append(Piece(glue.join(old[i1:i2]), tag != "equal"))
        if j2 > j1:
            rights.append(Piece(glue.join(new[j1:j2]), tag != "equal"))
    return _glued(lefts, glue), _glued(rights, glue)


def _glued(pieces: list[Piece], glue: str) -> Pieces:
    """Put the glue between pieces as text of its own, so that no comma is marked."""
    if not glue or len(pieces) < 2:
        return tuple(pieces)
    first, *others = pieces
    return (first, *(part for piece in others for part in (Piece(glue, False), piece)))
