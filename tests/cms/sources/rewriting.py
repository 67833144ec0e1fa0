"""Ways in which one manual can be written. Each keeps its content."""

import re
import textwrap
from collections.abc import Callable, Sequence

_HEADING = re.compile(r"^(#+) (.*)$", re.MULTILINE)


def with_levels(manual: str, levels: Sequence[int]) -> str:
    """Return ``manual`` with the n-th heading at the n-th level, starting over when they run out."""
    wanted = iter(levels[place % len(levels)] for place in range(len(_HEADING.findall(manual))))
    return _HEADING.sub(lambda heading: f"{'#' * next(wanted)} {heading[2]}", manual)


def headings_as(form: Callable[[str], str]) -> Callable[[str], str]:
    """Return a rewriting that writes the words of each heading in another form."""
    return lambda manual: _HEADING.sub(lambda heading: form(heading[2]), manual)


def _bare(words: str) -> str:
    return words.replace("*", "")


def wrapped(manual: str, width: int = 40) -> str:
    """Return ``manual`` with every paragraph and list item broken into short lines."""
    return "\n".join(line if line.startswith("#") else _wrap(line, width) for line in manual.split("\n"))


def _wrap(line: str, width: int) -> str:
    mark = re.match(r"(?:- |\d+\. )?", line)
    hang = " " * len(mark[0]) if mark else ""
    rows = textwrap.wrap(line, width, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False)
    return "\n".join([*rows[:1], *(_escaped(row) for row in rows[1:])])


def _escaped(row: str) -> str:
    """Return a later line of a paragraph so that it opens no list, as any program that wraps Markdown does."""
    return re.sub(r"^(\s*)(\d*)([-+.)])(?= )", r"\1\2\\\3", row)


def _renumbered(manual: str) -> str:
    numbered = re.sub(r"^(#+ \**)(\d)\. ", r"\1Domein \2: ", manual, flags=re.MULTILINE)
    return re.sub(r"Bijlage (\d):", lambda annex: f"Bijlage {'ABC'[int(annex[1]) - 1]}.", numbered)


def _footnotes(manual: str) -> str:
    notes = re.sub(r"^<sup>(\d)</sup> ", r"[^\1]: ", manual, flags=re.MULTILINE)
    return re.sub(r"<sup>(\d)</sup>", r"[^\1]", notes)


REWRITINGS: dict[str, Callable[[str], str]] = {
    "every heading at one level": lambda manual: with_levels(manual, [2]),
    "every heading one level lower": headings_as(lambda words: f"### {words}"),
    "headings in bold": headings_as(lambda words: f"## **{_bare(words)}**"),
    "headings in italics": headings_as(lambda words: f"## *{_bare(words)}*"),
    "headings closed": headings_as(lambda words: f"## {words} ##"),
    "headings underlined": headings_as(lambda words: f"{words}\n---"),
    "headings underlined twice": headings_as(lambda words: f"{words}\n==="),
    "headings underlined and wrapped": headings_as(lambda words: textwrap.fill(words, 20) + "\n---"),
    "bold paragraphs for headings": headings_as(lambda words: f"**{_bare(words)}**"),
    "bold italic paragraphs for headings": headings_as(lambda words: f"***{_bare(words)}***"),
    "bold in HTML for headings": headings_as(lambda words: f"<strong>{_bare(words)}</strong>"),
    "no numbers": lambda manual: re.sub(r"^(#+ \**)(?:\d\.|Bijlage \d:) ", r"\1", manual, flags=re.MULTILINE),
    "other numbers": _renumbered,
    "numbers with a bracket": lambda manual: re.sub(r"^(#+ \**\d)\.", r"\1)", manual, flags=re.MULTILINE),
    "numbers without a dot": lambda manual: re.sub(r"^(#+ \**\d)\.", r"\1", manual, flags=re.MULTILINE),
    "wrapped lines": wrapped,
    "wrapped narrowly": lambda manual: wrapped(manual, 24),
    "Windows line ends": lambda manual: manual.replace("\n", "\r\n"),
    "a byte order mark": lambda manual: "\ufeff" + manual,
    "stars for bullets": lambda manual: re.sub(r"^- ", "* ", manual, flags=re.MULTILINE),
    "loose lists": lambda manual: re.sub(r"^- ", "\n- ", manual, flags=re.MULTILINE),
    "steps in a numbered list": lambda manual: re.sub(r"^- Stap (\d): ", r"\1. ", manual, flags=re.MULTILINE),
    "footnotes of Markdown": _footnotes,
    "other signs for bold and italics": lambda manual: re.sub(r"\*\*(.+?)\*\*", r"__\1__", manual),
}
