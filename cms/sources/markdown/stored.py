"""The rich text that Wagtail stores, read back into blocks."""

import re
from html.parser import HTMLParser

from cms.sources.markdown.blocks import Block, Heading, Items, Link, Paragraph, Run
from cms.sources.markdown.inline import merge

_WHITE = re.compile(r"[ \t\n\f\r]+")
_DECLARATION = re.compile(r"<(?=[!?])")  # no text of ours has one, and on a broken one the parser stops
_STYLES = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def stored_blocks(html: str) -> tuple[Block, ...]:
    """Return the blocks of ``html``. Of markup that our fields do not have only the words are kept."""
    reader = _StoredReader()
    reader.feed(_DECLARATION.sub("&lt;", html))
    reader.close()
    return tuple(reader.finish())


class _StoredReader(HTMLParser):
    """Collects runs into blocks, and blocks into the lists that are open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[Block] = []
        self._open: list[tuple[bool, list[list[Block]]]] = []
        self._runs: list[Run] = []
        self._level = 0  # of the heading that is open
        self._depth = {"bold": 0, "italic": 0}
        self._link: Link | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if style := _STYLES.get(tag):
            self._depth[style] += 1
        elif tag == "a":
            self._link = _link(dict(attrs))
        elif tag == "br":
            self._add("\n")
        elif tag in {"ul", "ol"}:
            self._finish_block()
            self._open.append((tag == "ol", []))
        elif tag == "li" and self._open:
            self._finish_block()
            self._open[-1][1].append([])
        elif tag == "p" or tag in _HEADINGS:
            self._finish_block()
            self._level = _HEADINGS.get(tag, 0)

    def handle_endtag(self, tag: str) -> None:
        if style := _STYLES.get(tag):
            self._depth[style] = max(0, self._depth[style] - 1)
        elif tag == "a":
            self._link = None
        elif tag in {"ul", "ol"}:
            self._finish_block()
            self._finish_list()
        elif tag in {"li", "p"} or tag in _HEADINGS:
            self._finish_block()

    def handle_data(self, data: str) -> None:
        self._add(_WHITE.sub(" ", data))

    def finish(self) -> list[Block]:
        """Return the blocks, with whatever was left open closed."""
        self._finish_block()
        while self._open:
            self._finish_list()
        return self._blocks

    def _add(self, text: str) -> None:
        bold, italic = self._depth["bold"] > 0, self._depth["italic"] > 0
        self._runs.append(Run(text, 1, bold=bold, italic=italic, link=self._link))

    def _finish_block(self) -> None:
        if any(run.text.strip(" ") for run in self._runs):
            runs = merge(self._runs)
            self._put(Heading(1, self._level, runs) if self._level else Paragraph(1, runs))
        self._runs, self._level = [], 0

    def _finish_list(self) -> None:
        if self._open:
            ordered, entries = self._open.pop()
            self._put(Items(1, ordered, 1, tuple(tuple(entry) for entry in entries)))

    def _put(self, block: Block) -> None:
        if not self._open:
            self._blocks.append(block)
            return
        entries = self._open[-1][1]
        if not entries:
            entries.append([])
        entries[-1].append(block)


def _link(attributes: dict[str, str | None]) -> Link:
    page = attributes.get("id") if attributes.get("linktype") == "page" else None
    return Link(attributes.get("href") or "", 1, page=page if page and page.isdecimal() else "")
