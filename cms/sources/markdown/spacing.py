"""White space as Wagtail's editor keeps it, so that opening and saving a text changes nothing.

The editor's converter (wagtail.admin.rich_text.converters.html_to_contentstate) collapses white space, drops it at
both ends of a block, and moves a space at the edge of a styled word out of that style.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cms.sources.markdown.blocks import Link, Run

_PIECE = re.compile(r"(\n)|(\s+)|(\S+)")
BREAK, SPACE, WORD = 1, 2, 3


@dataclass(slots=True)
class Piece:
    """A word, the white space between two words, or a line break."""

    kind: int
    text: str
    bold: bool
    italic: bool
    link: Link | None

    @property
    def style(self) -> tuple[bool, bool]:
        """Bold and italic."""
        return self.bold, self.italic


def spaced(runs: Iterable[Run]) -> list[Piece]:
    """Return the pieces of ``runs`` with one space at most between two words and none at the ends of a line."""
    pieces = _without_doubles(_pieces(runs))
    alone = False  # in the stretch right after a link, of which Wagtail closes the styles at once
    for place, piece in enumerate(pieces[1:], start=1):
        left = pieces[place - 1]
        if piece.kind == SPACE:
            right = pieces[place + 1]
            _narrow(piece, left, right)
            if alone and piece.style == left.style != right.style:
                piece.bold = piece.italic = False
        after_link = left.link is not None and piece.link is None
        alone = after_link or (alone and piece.style == left.style)
    return pieces


def _pieces(runs: Iterable[Run]) -> Iterable[Piece]:
    for run in runs:
        for match in _PIECE.finditer(run.text):
            kind = match.lastindex or WORD
            if kind == SPACE and "\n" in match[0]:
                kind = BREAK
            if kind == BREAK and run.link is not None:
                kind = SPACE  # the editor shows no line break inside a link
            yield Piece(kind, match[0], run.bold, run.italic, run.link)


def _without_doubles(pieces: Iterable[Piece]) -> list[Piece]:
    kept: list[Piece] = []
    for piece in pieces:
        last = kept[-1] if kept else None
        if piece.kind == WORD:
            kept.append(piece)
        elif last is None or (last.kind == BREAK and piece.kind == SPACE):
            continue
        elif piece.kind == BREAK:
            if last.kind == SPACE:
                kept.pop()
            kept.append(Piece(BREAK, "\n", piece.bold, piece.italic, None))
        elif last.kind == WORD:
            kept.append(piece)
        else:
            last.text += piece.text
            _narrow(last, piece, piece)
    return _finished(kept)


def _finished(pieces: list[Piece]) -> list[Piece]:
    """Drop white space at the end. A space that may not break stays what it is, unless another stands beside it."""
    while pieces and pieces[-1].kind != WORD:
        pieces.pop()
    for piece in pieces:
        if piece.kind == SPACE and any(character.isascii() for character in piece.text):
            piece.text = " "
    return pieces


def _narrow(space: Piece, left: Piece, right: Piece) -> None:
    """Keep for ``space`` the styles that stay open from the word before it to the word after it.

    Wagtail nests italic in bold and closes both around a link, so only what the three share from the outside in stays.
    """
    if left.link is not right.link or left.link is not space.link:
        space.bold = space.italic = False
        space.link = None
        return
    pieces = (left, space, right)
    same_bold = len({piece.bold for piece in pieces}) == 1
    space.bold = all(piece.bold for piece in pieces)
    space.italic = all(piece.italic for piece in pieces) and same_bold
