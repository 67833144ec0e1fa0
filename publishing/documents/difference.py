"""What differs between two texts, word by word, for people: plain texts, and HTML as the words that stand in it."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from html.parser import HTMLParser
from typing import NamedTuple

_WORDS = re.compile(r"\n|[^\S\n]+|\S+")
_MOST = 1_000_000  # pairs of words; what would take longer is shown as wholly different
_BLOCKS = {"p", "h3", "h4", "ul", "ol", "li", "br"}


class Piece(NamedTuple):
    """A stretch of text, and whether it stands in one of the two only."""

    text: str
    differs: bool


Pieces = tuple[Piece, ...]


class Beside(NamedTuple):
    """Two texts in pieces."""

    old: Pieces
    new: Pieces


class Differences:
    """Compares texts for one page, within a bound on the work for all of them together.

    A text whose turn comes when the bound is reached is not compared: what is not shared with its beginning or end is
    given as one piece that differs.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._left = most

    def between(self, old: str, new: str) -> Beside:
        """Return ``old`` and ``new`` in pieces, of which those that differ are marked."""
        before, after = _WORDS.findall(old), _WORDS.findall(new)
        first = _shared(before, after)
        last = _shared(before[first:][::-1], after[first:][::-1])
        middle = before[first : len(before) - last], after[first : len(after) - last]
        head, tail = before[:first], before[len(before) - last :]
        lefts, rights = zip(*[(head, head), *self._parts(*middle), (tail, tail)], strict=True)
        marks = [index % 2 == 1 for index in range(len(lefts))]
        return Beside(_pieces(lefts, marks), _pieces(rights, marks))

    def _parts(self, old: Sequence[str], new: Sequence[str]) -> list[tuple[Sequence[str], Sequence[str]]]:
        """Return stretches of both, in turn different and the same; the first and the last differ."""
        pairs = len(old) * len(new)
        if pairs > self._left:
            return [(old, new)]
        self._left -= pairs
        blocks = [block for block in _matches(old, new) if any(word.strip() for word in old[block[0] : block[1]])]
        parts: list[tuple[Sequence[str], Sequence[str]]] = []
        left, right = 0, 0
        for start, end, at in blocks:
            same = old[start:end]
            parts += [(old[left:start], new[right:at]), (same, same)]
            left, right = end, at + end - start
        return [*parts, (old[left:], new[right:])]


def _matches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield the place of each stretch of ``old`` that stands in ``new`` too, and where."""
    for start, at, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        yield start, start + size, at


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (mine, yours) in pairs if mine != yours), min(len(one), len(other)))


def _pieces(stretches: Sequence[Sequence[str]], marks: Sequence[bool]) -> Pieces:
    texts = ("".join(words) for words in stretches)
    return tuple(Piece(text, differs) for text, differs in zip(texts, marks, strict=True) if text)


def easier_to_read(beside: Beside) -> Beside:
    """Return the same texts without islands: a word or two that stayed between longer pieces that were replaced are
    marked as well, for nobody reads a sentence that is half another one.
    """
    old, new = _in_turn(beside.old), _in_turn(beside.new)
    islands = {place for place in range(1, len(old), 2) if _is_island(place, old, new)}  # what stayed is at odd places
    return Beside(_joined(old, islands), _joined(new, islands))


_ISLAND = 2  # words


def _is_island(place: int, old: Sequence[str], new: Sequence[str]) -> bool:
    kept = len(old[place].split())
    sides = [[*side[at].split()] for at in (place - 1, place + 1) for side in (old, new)]
    is_between = all(max(len(was), len(now)) > kept for was, now in (sides[:2], sides[2:]))
    return kept <= _ISLAND and is_between and any(sides[::2]) and any(sides[1::2])


def _in_turn(pieces: Pieces) -> list[str]:
    """Return the texts, in turn different and the same, beginning and ending with one that may be empty."""
    texts: list[str] = []
    for piece in pieces:
        if piece.differs != (len(texts) % 2 == 0):
            texts.append("")
        texts.append(piece.text)
    return texts if len(texts) % 2 else [*texts, ""]


def _joined(texts: Sequence[str], islands: set[int]) -> Pieces:
    found: list[Piece] = []
    for place, text in enumerate(texts):
        differs = place % 2 == 0 or place in islands
        if text and place in islands | {one + 1 for one in islands} and found and found[-1].differs:
            found[-1] = Piece(found[-1].text + text, True)
        elif text:
            found.append(Piece(text, differs))
    return tuple(found)


def words_of_html(html: str) -> str:
    """Return the text of the safe HTML of a document, a line per block; behind a link stands where it leads."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.found).split("\n"))
    return "\n".join(line for line in lines if line)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._target = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.found.append("\n• " if tag == "li" else "\n")
        elif tag == "a":
            self._target = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.found.append("\n")
        elif tag == "a" and self._target:
            self.found.append(f" ({self._target})")

    def handle_data(self, data: str) -> None:
        self.found.append(" ".join(data.split("\n")))
