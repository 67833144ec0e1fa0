"""What a text consists of, whatever markup it was written in. Every line number counts from 1 in the source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """A link. Two links are never the same one, not even with the same target.

    ``page`` is the number (primary key) of one of our own pages; such a link has no other target.
    """

    target: str
    line: int
    page: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style. A run with a ``note`` is the mark of a footnote and has no text of its own."""

    text: str
    line: int
    bold: bool = False
    italic: bool = False
    link: Link | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a line break in a run is a break that the writer asked for."""

    line: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (highest) to 6."""

    line: int
    level: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list. Each item is a sequence of blocks; an ordered list counts from ``start``."""

    line: int
    ordered: bool
    start: int
    entries: tuple[tuple["Block", ...], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, where it stands in the source."""

    line: int
    label: str
    blocks: tuple["Block", ...]


Block = Paragraph | Heading | Items | Note


@dataclass(frozen=True, slots=True)
class Oddity:
    """Markup that has no place in our texts; its words stay, the markup goes."""

    line: int
    markup: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole text."""

    blocks: tuple[Block, ...]
    oddities: tuple[Oddity, ...] = ()


def plain(runs: Iterable[Run]) -> str:
    """Return the words of ``runs`` on one line, without styles and footnote marks."""
    return " ".join("".join(run.text for run in runs).split())


def paragraphs_in(blocks: Iterable[Block]) -> Iterator[Paragraph | Heading]:
    """Return every paragraph and heading in ``blocks``, also those inside lists and footnotes, in order."""
    for block in blocks:
        if isinstance(block, Items):
            for entry in block.entries:
                yield from paragraphs_in(entry)
        elif isinstance(block, Note):
            yield from paragraphs_in(block.blocks)
        else:
            yield block


def links_in(runs: Iterable[Run]) -> dict[Link, str]:
    """Return the links in ``runs`` with their texts, in order."""
    found: dict[Link, str] = {}
    for run in runs:
        if run.link is not None:
            found[run.link] = found.get(run.link, "") + run.text
    return {link: " ".join(text.split()) for link, text in found.items()}
