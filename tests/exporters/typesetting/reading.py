"""Reads a PDF as assistive technology does: the words in the order of its structure, by their tags.

Written on the PDF's own objects, so that the typesetter is not asked what it did.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf

_NOTES = {"Note", "Lbl"}
_RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


class _Mark(NamedTuple):
    """Marked content: its number, and whether its words were told apart from its glyphs (ActualText)."""

    number: int | None
    is_told: bool


@dataclass(frozen=True)
class Element:
    """A tagged element: its tag, alternative text and all words in it."""

    tag: str
    alt: str
    words: str


class PdfFile:
    """A tagged PDF."""

    def __init__(self, source: Path) -> None:
        self.pdf = pikepdf.open(source)
        self._texts = {_name(page.obj): _marked_texts(page.obj) for page in self.pdf.pages}

    @property
    def words(self) -> str:
        """All words in the order of the structure."""
        return self._words(self.pdf.Root.StructTreeRoot, None)

    def last_pieces(self) -> Iterator[tuple[str, str]]:
        """Yield tag and words of what stands last on each page; notes and what has no tag do not count."""
        tags: dict[tuple[tuple[int, int], int], str] = {}
        for node in self._nodes(self.pdf.Root.StructTreeRoot):
            for kid in _kids(node):
                if not isinstance(kid, pikepdf.Dictionary):
                    tags[_name(node.Pg), int(kid)] = str(node.S)[1:]
        for page, texts in self._texts.items():
            told = ((tags.get((page, number), "Note"), texts[number]) for number in sorted(texts))
            found = [(tag, words) for tag, words in told if tag not in _NOTES]
            yield found[-1]

    def elements(self, *tags: str) -> Iterator[Element]:
        """Yield the elements with these tags, all of them without any, in their order."""
        for node in self._nodes(self.pdf.Root.StructTreeRoot):
            tag = str(node.get("/S", ""))[1:]
            if tag in tags or (tag and not tags):
                yield Element(tag, str(node.get("/Alt", "")), self._words(node, None))

    def _nodes(self, node: Any) -> Iterator[Any]:
        yield node
        for kid in _kids(node):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from self._nodes(kid)

    def _words(self, node: Any, page: Any) -> str:
        page = node.get("/Pg", page)
        return "".join(self._kid_words(kid, page) for kid in _kids(node))

    def _kid_words(self, kid: Any, page: Any) -> str:
        if not isinstance(kid, pikepdf.Dictionary):
            return self._texts[_name(page)].get(int(kid), "")
        if "/MCID" in kid:
            return self._texts[_name(kid.get("/Pg", page))].get(int(kid.MCID), "")
        return self._words(kid, page) if "/S" in kid else ""


def squeezed(text: str) -> str:
    """Return ``text`` without spaces, hyphens of the typesetter, and places where a line may end."""
    return "".join(sign for sign in text if not sign.isspace() and sign not in "\u00ad\u200b\u2060")


def bookmarks(pdf: pikepdf.Pdf) -> list[tuple[int, str]]:
    """Return each bookmark with how deep it stands."""

    def below(items: Any, depth: int) -> Iterator[tuple[int, str]]:
        for item in items:
            yield depth, str(item.title)
            yield from below(item.children, depth + 1)

    with pdf.open_outline() as outline:
        return list(below(outline.root, 1))


def printed(pdf: pikepdf.Pdf, page: int) -> str:
    """Return all that stands on a page (from 0), with head and foot, which have no tags."""
    return "".join(text for _, text in _shown(pdf.pages[page].obj))


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K", [])
    return list(kids) if isinstance(kids, (list, pikepdf.Array)) else [kids]


def _name(page: Any) -> tuple[int, int]:
    return page.objgen


def _marked_texts(page: Any) -> dict[int, str]:
    found: dict[int, str] = {}
    for mark, text in _shown(page):
        if mark is not None:
            found[mark] = found.get(mark, "") + text
    return found


def _shown(page: Any) -> Iterator[tuple[int | None, str]]:
    """Yield pieces of text with the number of the marked content that they stand in."""
    fonts = {name: _unicode_of(font) for name, font in page.Resources.get("/Font", {}).items()}
    font: dict[int, str] = {}
    marks: list[_Mark] = [_Mark(None, is_told=False)]
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        name = str(instruction.operator)
        if name == "Tf":
            font = fonts[str(operands[0])]
        elif name in ("BDC", "BMC"):
            properties: Any = operands[1] if name == "BDC" else {}
            number = int(properties.MCID) if "/MCID" in properties else marks[-1].number
            marks.append(_Mark(number, is_told=marks[-1].is_told or "/ActualText" in properties))
            if "/ActualText" in properties:
                yield number, str(properties.ActualText)
        elif name == "EMC":
            marks.pop()
        elif name in ("Tj", "TJ") and not marks[-1].is_told:
            yield marks[-1].number, _decoded(operands[0] if name == "TJ" else operands, font)


def _decoded(pieces: Any, font: dict[int, str]) -> str:
    data = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
    codes = (int.from_bytes(data[place : place + 2]) for place in range(0, len(data), 2))
    return "".join(font.get(code, "") for code in codes)


def _unicode_of(font: Any) -> dict[int, str]:
    """Return what each code of a font stands for, from its ToUnicode map."""
    table = bytes(font.ToUnicode.read_bytes())
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in _PAIR.findall(block):
            found[int(code, 16)] = _utf16(text)
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in _RANGE.findall(block):
            start = _utf16(text)
            for place, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                found[code] = start[:-1] + chr(ord(start[-1]) + place)
    return found


def _utf16(text: bytes) -> str:
    return bytes.fromhex(text.decode()).decode("utf-16-be")
