"""The safe HTML of a document as a tree: ``p br strong em h3 h4 ul ol li a``. Of anything else only the words count."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import groupby

from exporters.typesetting.tree import (
    Block,
    Break,
    Emphasis,
    Heading,
    Inline,
    Inner,
    Link,
    Listing,
    Paragraph,
    Run,
    Strong,
)
from exporters.typesetting.words import printable
from publishing.documents.base import INTERNAL_SCHEME

Printed = Callable[[str], str]  # from an address in the release to the name it is printed under, empty for none
_BLOCKS = {"p", "h3", "h4", "ul", "ol", "li"}
_KNOWN = _BLOCKS | {"strong", "em", "a"}
_DEEPEST = 12  # elements within each other; beyond it words stand in the one around them
_LOWEST = 6  # PDF 1.7 knows headings to H6
_SPACES = re.compile(r"[ \t\r\n\f]+")  # as HTML has them: a no-break space is none
_SCHEMES = ("https://", "http://", "mailto:", "tel:")


@dataclass
class _Element:
    tag: str
    href: str = ""
    inside: "list[_Element | str]" = field(default_factory=list)


def blocks_of(html: str, *, under: int, printed: Printed = lambda address: "") -> list[Block]:
    """Return ``html`` as blocks. Its headings come below level ``under``, in order, none skipped."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return _Blocks(under, printed).of(reader.root)


def plain_blocks(text: str) -> list[Block]:
    """Return text without markup as paragraphs, one per line."""
    return [Paragraph([Run(printable(line))]) for line in (" ".join(one.split()) for one in text.splitlines()) if line]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = _Element("")
        self._open = [self.root]
        self._beyond = 0
        self._is_after_space = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS or tag == "br":
            self._is_after_space = True
        if tag == "br":
            self._open[-1].inside.append(_Element("br"))
        elif tag in _KNOWN and len(self._open) > _DEEPEST:
            self._beyond += 1
            self._separate(tag)
        elif tag in _KNOWN:
            element = _Element(tag, dict(attrs).get("href") or "")
            self._open[-1].inside.append(element)
            self._open.append(element)
        else:
            self._separate("p")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._is_after_space = True
        if self._beyond and tag in _KNOWN:
            self._beyond -= 1
            return
        place = next((at for at in range(len(self._open) - 1, 0, -1) if self._open[at].tag == tag), 0)
        if place:
            del self._open[place:]

    def handle_data(self, data: str) -> None:
        text = _SPACES.sub(" ", data)
        if self._is_after_space:
            text = text.removeprefix(" ")
        if text:
            self._is_after_space = text.endswith(" ")
            self._open[-1].inside.append(text)

    def _separate(self, tag: str) -> None:
        """Keep words apart of which the elements are not kept."""
        if tag in _BLOCKS and not self._is_after_space:
            self._open[-1].inside.append(" ")
            self._is_after_space = True


class _Blocks:
    """Turns elements into blocks, and counts headings on the way."""

    def __init__(self, under: int, printed: Printed) -> None:
        self._under, self._printed = under, printed
        self._has_h3 = False

    def of(self, element: _Element) -> list[Block]:
        """Return the blocks in ``element``; words that stand in no block are a paragraph."""
        found: list[Block] = []
        for is_block, parts in groupby(element.inside, key=_is_block):
            if not is_block:
                found += _paragraph(list(self._inline(parts)))
                continue
            for part in parts:
                assert isinstance(part, _Element)
                found += self._block(part)
        return found

    def _block(self, element: _Element) -> list[Block]:
        if element.tag in ("ul", "ol"):
            items = [self.of(one) for one in element.inside if isinstance(one, _Element)]
            return [Listing(element.tag == "ol", [one for one in items if one])]
        if element.tag in ("h3", "h4"):
            words = list(self._inline(element.inside))
            return [Heading(self._level(element.tag), words)] if words else []
        return self.of(element)

    def _level(self, tag: str) -> int:
        """Return the level of a heading: an h4 that no h3 comes before takes the place of one."""
        self._has_h3 = self._has_h3 or tag == "h3"
        return min(self._under + (2 if tag == "h4" and self._has_h3 else 1), _LOWEST)

    def _inline(self, parts: "Iterable[_Element | str]") -> Iterator[Inline]:
        for part in parts:
            if isinstance(part, str):
                yield Run(printable(part))
            elif part.tag == "br":
                yield Break()
            elif part.tag == "a":
                yield from self._link(part)
            elif part.tag in ("strong", "em"):
                inside = list(self._inline(part.inside))
                yield Strong(inside) if part.tag == "strong" else Emphasis(inside)
            else:
                yield from self._inline(part.inside)  # a block within words: its words

    def _link(self, element: _Element) -> Iterator[Inline]:
        inside = list(self._inline(element.inside))
        scheme, _, address = element.href.partition(":")
        if scheme == INTERNAL_SCHEME and (name := self._printed(address)):
            yield Inner(name, inside)
        elif inside and element.href.startswith(_SCHEMES):
            yield Link(element.href, note_of(element.href, _words(element)), inside)
        else:
            yield from inside


def note_of(href: str, words: str) -> str:
    """Return the address to print beside a link, empty where its words hold it."""
    address = href.removeprefix("mailto:").removeprefix("tel:")
    return "" if address.removeprefix("https://").removeprefix("http://").rstrip("/") in words else printable(address)


def _words(element: _Element) -> str:
    return "".join(part if isinstance(part, str) else _words(part) for part in element.inside)


def _is_block(part: "_Element | str") -> bool:
    return isinstance(part, _Element) and part.tag in _BLOCKS


def _paragraph(inside: list[Inline]) -> list[Block]:
    has_words = any(not isinstance(one, Break) and one != Run(" ") for one in inside)
    return [Paragraph(inside)] if has_words else []
