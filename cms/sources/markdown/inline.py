"""The inside of a paragraph: Markdown's tokens become runs of text in one style."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from markdown_it.token import Token

from cms.sources.markdown.blocks import Link, Oddity, Run

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)")
_MARK = re.compile(r"\[?(\d{1,3}|\*{1,3}|[a-z])\]?\)?")
_STYLES = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic"}


class InlineReader:
    """Reads the tokens of one paragraph; ``runs`` and ``oddities`` hold what was found."""

    def __init__(self, line: int) -> None:
        self.runs: list[Run] = []
        self.oddities: list[Oddity] = []
        self._line = line
        self._depth = {"bold": 0, "italic": 0}
        self._link: Link | None = None
        self._raised: str | None = None  # the text inside <sup> so far
        self._readers: dict[str, Callable[[Token], None]] = {
            "softbreak": self._soft_break,
            "hardbreak": self._hard_break,
            "link_open": self._open_link,
            "link_close": self._close_link,
            "footnote_ref": self._footnote,
            "image": self._image,
            "html_inline": self._html,
        }

    def read(self, tokens: Sequence[Token]) -> "InlineReader":
        """Read ``tokens`` to the end and return this reader."""
        for token in tokens:
            if style := _STYLES.get(token.tag):
                self._depth[style] += token.nesting
            else:
                self._readers.get(token.type, self._text)(token)
        self._lower()
        return self

    def _add(self, text: str) -> None:
        if self._raised is not None:
            self._raised += text
        elif text:
            bold, italic = self._depth["bold"] > 0, self._depth["italic"] > 0
            self.runs.append(Run(text, self._line, bold=bold, italic=italic, link=self._link))

    def _text(self, token: Token) -> None:
        self._add(token.content)

    def _soft_break(self, token: Token) -> None:
        self._add(" ")
        self._line += 1

    def _hard_break(self, token: Token) -> None:
        self._add("\n")
        self._line += 1

    def _open_link(self, token: Token) -> None:
        self._link = Link(str(token.attrs.get("href", "")), self._line)

    def _close_link(self, token: Token) -> None:
        if self._link is not None and not any(run.link is self._link for run in self.runs[-1:]):
            self.runs.append(Run("", self._link.line, link=self._link))  # a link without text is still a link
        self._link = None

    def _footnote(self, token: Token) -> None:
        self.runs.append(Run("", self._line, note=str(token.meta["label"])))

    def _image(self, token: Token) -> None:
        self.oddities.append(Oddity(self._line, f"afbeelding {token.attrs.get('src', '')}".strip()))
        self._add(token.content)

    def _html(self, token: Token) -> None:
        tag = _TAG.match(token.content)
        name = tag["name"].lower() if tag else ""
        opening = tag is not None and not tag["close"]
        if name == "sup":
            self._lower()
            self._raised = "" if opening else None
        elif name == "br":
            self._add("\n")
        elif style := _STYLES.get(name):
            self._depth[style] = max(0, self._depth[style] + (1 if opening else -1))
        else:
            self.oddities.append(Oddity(self._line, token.content[:40]))
        self._line += token.content.count("\n")

    def _lower(self) -> None:
        """Take up what stood in superscript: a footnote mark, or text that goes on as text."""
        raised, self._raised = self._raised, None
        if raised is None:
            return
        if mark := _MARK.fullmatch(raised.strip()):
            self.runs.append(Run("", self._line, note=mark[1]))
        else:
            self._add(raised)


def merge(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return ``runs`` with neighbours of one style and one line made one."""
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if last is not None and replace(last, text=run.text) == run and not run.note:
            merged[-1] = replace(last, text=last.text + run.text)
        else:
            merged.append(run)
    return tuple(merged)
