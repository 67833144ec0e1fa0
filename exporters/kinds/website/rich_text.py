"""Rich text of a release as it stands on a page: safe once more, links within the site, definitions marked.

The freeze sanitised it; whatever the pack holds, only these tags and no attribute but a link's address come out.
"""

import re
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser

from django.utils.safestring import SafeString, mark_safe

from exporters.kinds.website.addresses import Addresses
from publishing.documents.base import INTERNAL_SCHEME

_PLAIN = frozenset({"p", "strong", "em", "ul", "ol", "li"})
_HEADINGS = {"h3": 0, "h4": 1}
_SCHEMES = ("https://", "http://", "mailto:", "tel:")
_DEEPEST = 6


class RichText:
    """Makes rich text ready for pages, with the definitions (term and address) that are marked in it."""

    def __init__(self, addresses: Addresses, definitions: Iterable[tuple[str, str]] = ()) -> None:
        self.addresses = addresses
        self.terms = {term.casefold(): address for term, address in definitions}
        longest_first = sorted(self.terms, key=lambda term: (-len(term), term))
        either = "|".join(re.escape(term) for term in longest_first)
        self.pattern = re.compile(rf"\b(?:{either})\b", re.IGNORECASE) if either else None

    def shown(self, html: str, *, root: str, below: int = 2) -> SafeString:
        """Return ``html`` for a page from which the site's root is ``root``, its headings one below ``below``."""
        if not html:
            return SafeString("")
        writer = _Writer(self, root, below)
        writer.feed(html)
        writer.close()
        return mark_safe("".join(writer.out))  # noqa: S308 - the writer escapes every text and writes known tags only


class _Writer(HTMLParser):
    def __init__(self, rich: RichText, root: str, below: int) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self._rich, self._root, self._below = rich, root, below
        self._open: list[str] = []  # what is written, by the name in the source
        self._ends: list[str] = []
        self._marked: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.out.append("<br>")
        elif tag in _PLAIN:
            self._begin(tag, tag)
        elif tag in _HEADINGS:
            self._begin(tag, f"h{min(self._below + 1 + _HEADINGS[tag], _DEEPEST)}")
        elif tag == "a":
            address = self._address(dict(attrs).get("href") or "")
            if address is not None and "a" not in self._open:
                outside = ' rel="noopener noreferrer"' if address.startswith("http") else ""
                self._begin(tag, "a", f' href="{escape(address)}"{outside}')

    def _begin(self, tag: str, name: str, attributes: str = "") -> None:
        self.out.append(f"<{name}{attributes}>")
        self._open.append(tag)
        self._ends.append(f"</{name}>")

    def handle_endtag(self, tag: str) -> None:
        while tag in self._open:  # and whatever stands open within it
            closed = self._open.pop()
            self.out.append(self._ends.pop())
            if closed == tag:
                break

    def handle_data(self, data: str) -> None:
        pattern = self._rich.pattern
        if pattern is None or "a" in self._open or any(tag in _HEADINGS for tag in self._open):
            self.out.append(escape(data, quote=False))
            return
        at = 0
        for found in pattern.finditer(data):
            term = found[0].casefold()
            if term not in self._marked:
                self._marked.add(term)
                address = self._root + self._rich.terms[term]
                self.out.append(escape(data[at : found.start()], quote=False))
                self.out.append(f'<a class="term" href="{escape(address)}">{escape(found[0], quote=False)}</a>')
                at = found.end()
        self.out.append(escape(data[at:], quote=False))

    def close(self) -> None:
        super().close()
        self.out.extend(reversed(self._ends))

    def _address(self, href: str) -> str | None:
        if href.startswith(f"{INTERNAL_SCHEME}:"):
            place = self._rich.addresses.of_link(href)
            return None if place is None else self._root + place
        return href if href.lower().startswith(_SCHEMES) else None


def plain_text(html: str) -> str:
    """Return the words of rich text, with a space where a tag stood."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return " ".join(" ".join(reader.pieces).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)
