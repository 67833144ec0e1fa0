"""Blocks become Markdown that people can read and change in a cell, and that comes back as the same blocks.

Bold and italic are written with stars where CommonMark reads those as meant (0.31, 6.2: the left- and right-flanking
rules), and as ``<b>`` and ``<i>`` elsewhere. A line break is a backslash at the end of a line: spaces there get lost.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from cms.sources.markdown.blocks import Block, Heading, Items, Link, Note, Paragraph, Run
from cms.sources.markdown.html import DEEPEST_LIST, stored_target
from cms.sources.markdown.spacing import BREAK, SPACE, WORD, Piece, spaced

PAGE = "pagina:"  # what stands before the number of one of our own pages
_SIGNS = re.compile(r"[\\`*\[\]<]|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_IN_BRACKETS = re.compile(r"[<>&\\]")
_ESCAPED = r"\\\g<0>"
_CLOSING = re.compile(r"(?<=\s)#+$")
_BREAK = "\\\n"
_OPENING = re.compile(r"(?P<number>\d{1,9})(?P<sign>[.)])|(?P<other>#{1,6}|[-+]|-{2,}|=+)")
_MARKS = {(True, False): "**", (False, True): "*", (True, True): "***"}
_TAGS = {
    (True, False): ("<b>", "</b>"),
    (False, True): ("<i>", "</i>"),
    (True, True): ("<b><i>", "</i></b>"),
}


def write_markdown(blocks: Iterable[Block]) -> str:
    """Return ``blocks`` as Markdown, with an empty line between two of them."""
    return "\n\n".join(text for block in blocks if (text := _block(block)))


def _block(block: Block) -> str:
    if isinstance(block, Note):
        return write_markdown(block.blocks)
    if isinstance(block, Items):
        return "\n".join(_rows([block], depth=1))
    text = write_runs(block.runs)
    return _heading(block.level, text) if isinstance(block, Heading) and text else text


def _heading(level: int, text: str) -> str:
    """A heading is one line, and signs at its end would close it (CommonMark 0.31, 4.2)."""
    one_line = _CLOSING.sub(_ESCAPED, text.replace(_BREAK, "<br>"))
    return f"{'#' * max(3, min(level, 4))} {one_line}"


def _rows(lists: Sequence[Items], *, depth: int) -> Iterable[str]:
    for items in lists:
        for number, row in enumerate(_entries(items.entries, depth=depth), start=1):
            mark = f"{number}. " if items.ordered else "- "
            yield mark + row.replace("\n", "\n" + " " * len(mark))


def _entries(entries: Iterable[Sequence[Block]], *, depth: int) -> Iterable[str]:
    """Return the text of each item as the editor has it: lines of one block, then its own lists."""
    for entry in entries:
        runs: list[Run] = []
        for block in entry:
            if isinstance(block, Paragraph | Heading):
                runs += [Run("\n", block.line), *block.runs] if runs else block.runs
        inner = [block for block in entry if isinstance(block, Items)]
        text = write_runs(runs)
        if text and depth < DEEPEST_LIST:
            yield "\n".join([text, *_rows(inner, depth=depth + 1)])
        else:
            yield from [text] if text else []
            for items in inner:
                yield from _entries(items.entries, depth=depth)


def write_runs(runs: Iterable[Run]) -> str:
    """Return ``runs`` as Markdown, without a block around them."""
    text = ""
    pieces = _with_line_starts(spaced(runs))
    for link, group in groupby(pieces, key=lambda piece: piece[0].link):
        inside = _styled(list(group))
        if link is None:
            text += inside
        else:
            lead = f"{text[:-1]}\\!" if text.endswith("!") else text  # '![' would be an image
            text = f"{lead}[{inside}]({_address(link)})"
    return text


_Written = tuple[Piece, str]


def _with_line_starts(pieces: Sequence[Piece]) -> Iterable[_Written]:
    """Return each piece with how it is written; what would open a list or a heading at the start of a line does not."""
    starts = True
    for piece in pieces:
        if piece.kind == WORD:
            text = _SIGNS.sub(_ESCAPED, piece.text)
            yield piece, _closed(text) if starts else text
        else:
            yield piece, _BREAK if piece.kind == BREAK else piece.text
        starts = piece.kind == BREAK


def _closed(text: str) -> str:
    if text.startswith((">", "~~~")):
        return f"\\{text}"
    if match := _OPENING.fullmatch(text):
        return f"{match['number']}\\{match['sign']}" if match["number"] else f"\\{text}"
    return text


def _styled(written: Sequence[_Written]) -> str:
    stretches = [(style, list(group)) for style, group in groupby(written, key=lambda piece: piece[0].style)]
    parts = []
    for place, (style, group) in enumerate(stretches):
        text = "".join(part for _, part in group)
        beside = [stretches[other][0] for other in (place - 1, place + 1) if 0 <= other < len(stretches)]
        if not any(style):
            parts.append(text)
        elif any(any(other) for other in beside) or not _stars_will_do(group):
            opening, closing = _TAGS[style]
            parts.append(f"{opening}{text}{closing}")
        else:
            parts.append(f"{_MARKS[style]}{text}{_MARKS[style]}")
    return "".join(parts)


def _stars_will_do(group: Sequence[_Written]) -> bool:
    first, last = group[0][0], group[-1][0]
    return SPACE not in {first.kind, last.kind} and first.text[0].isalnum() and last.text[-1].isalnum()


def _address(link: Link) -> str:
    if link.page:
        return f"{PAGE}{link.page}"
    target = "".join(stored_target(link.target).splitlines())
    if re.search(r"[\s()<>\\]", target) or not target:
        return f"<{_IN_BRACKETS.sub(_ESCAPED, target)}>"
    return _ENTITY.sub(_ESCAPED, target)
