"""The guide's chapters: one Markdown file each, in the order of their names.

``**[Ronde sluiten]**`` names a button or screen as it is called there; a test looks for each of these in the screens,
so that the guide cannot name what is gone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from itertools import pairwise
from pathlib import Path

from django.templatetags.static import static
from django.utils.html import strip_tags
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

FOLDER = Path(__file__).parent / "chapters"
SIZE: dict[str, str | int | float] = {"width": 1000, "height": 900}  # of every picture, in pixels
PICTURES = Path(__file__).parent / "static" / "guide" / "pictures"
LABEL = re.compile(r"\*\*\[([^\]]+)\]\*\*")
_NAME = re.compile(r"\d\d-([a-z-]+)\.md")
_HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>')
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
# A table that is wider than a telephone scrolls within a box of its own, also for who has a keyboard only.
_BOX = '<div class="w-overflow-auto" tabindex="0" role="region" aria-label="Tabel">'


@dataclass(frozen=True)
class Chapter:
    """A chapter (hoofdstuk): its address, its title, what stands under the title as HTML, its headings' ids, and which
    pictures it shows.
    """

    slug: str
    title: str
    html: str
    labels: tuple[str, ...]
    anchors: tuple[str, ...]
    pictures: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """What stands under one heading: its chapter, its title, its id ("" under the chapter's own title), its words."""

    chapter: Chapter
    title: str
    anchor: str
    text: str


@cache
def chapters() -> dict[str, Chapter]:
    """Return every chapter by its address, in order."""
    found = (_read(path) for path in sorted(FOLDER.glob("*.md")))
    return {chapter.slug: chapter for chapter in found}


@cache
def sections() -> tuple[Section, ...]:
    """Return every section of every chapter, in order."""
    found = []
    for chapter in chapters().values():
        first, *others = _HEADING.split(chapter.html)
        pieces = [("", chapter.title, first), *zip(others[::3], others[1::3], others[2::3], strict=True)]
        found += [
            Section(chapter, unescape(strip_tags(title)), anchor, " ".join(unescape(strip_tags(html)).split()))
            for anchor, title, html in pieces
        ]
    return tuple(found)


def search(words: str) -> list[Section]:
    """Return the sections in which every one of ``words`` stands, those with all of them in the title first."""
    wanted = words.casefold().split()
    found = [one for one in sections() if all(word in f"{one.title} {one.text}".casefold() for word in wanted)]
    return sorted(found, key=lambda one: not all(word in one.title.casefold() for word in wanted)) if wanted else []


def _read(path: Path) -> Chapter:
    name = _NAME.fullmatch(path.name)
    assert name is not None, f"{path.name} has no number and name"
    title, _, text = path.read_text(encoding="utf-8").removeprefix("# ").partition("\n")
    tokens = _MARKDOWN.parse(LABEL.sub(r"**\1**", text))
    anchors = []
    for heading, words in pairwise(tokens):
        if heading.type == "heading_open":
            anchors.append(slugify(words.content))
            heading.attrSet("id", anchors[-1])
    pictures = list(_place_pictures(tokens))
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    html = html.replace("<table>", f"{_BOX}<table>").replace("</table>", "</table></div>")
    return Chapter(name[1], title, html, tuple(LABEL.findall(text)), tuple(anchors), tuple(pictures))


def _place_pictures(tokens: list[Token]) -> Iterator[str]:
    """Let each image come from where the pictures are; yield its name, which stands as its address in the text."""
    for picture in (child for token in tokens for child in token.children or () if child.type == "image"):
        name = str(picture.attrGet("src"))
        picture.attrs |= {"src": static(f"guide/pictures/{name}.png"), "loading": "lazy", **SIZE}
        yield name
