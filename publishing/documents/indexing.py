"""What a document can be found by: its words, its facets and its places in other orders. Plain functions of its bytes.

Facets, as (name, value); values are folded (``fold``):

| name | of | value |
|---|---|---|
| domein | aanbeveling | the domain that it stands in |
| domein | interventie, praktijkvoorbeeld | every domain with a recommendation that names it |
| preventief, indicatief | aanbeveling | ``ja`` or ``nee`` |
| niveau, register | interventie | of each recognition; what is effective in short has ``effectief`` too |
| erkenning | interventie | ``register/niveau``: both of one recognition |
| leeftijd | interventie | each whole year of age from 0 to 120 that it is for |
| sector, thema, regio | interventie | as the register names it |
"""

import html
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from publishing.documents.kinds.intervention import RANK
from publishing.documents.naming import name_of

OLDEST = 120  # years
NO_LEVEL = -2  # below niet-erkend
_NOT_READ = frozenset({"soort", "id", "webadres", "interventie", "domein", "praktijkvoorbeelden", "niveau", "register"})
_LISTS = {"onderwijstypen": "sector", "themas": "thema", "regios": "regio"}
_TAG = re.compile(r"<[^>]*>")


class IndexEntry(NamedTuple):
    """How one document is found. ``title`` and ``words`` are plain text; ``orders`` are (name, key)."""

    title: str
    words: str
    facets: tuple[tuple[str, str], ...]
    orders: tuple[tuple[str, int], ...]

    @property
    def sorted_by(self) -> str:
        """The title as it is put in alphabetical order."""
        return fold(self.title)


class LateFacet(NamedTuple):
    """A facet that another document gives."""

    kind: str
    id: str
    name: str
    value: str


def fold(text: str) -> str:
    """Return ``text`` without capitals and diacritics, spaces made single: what people type without thinking."""
    apart = unicodedata.normalize("NFKD", text)
    return " ".join("".join(one for one in apart if not unicodedata.combining(one)).casefold().split())


class Indexer:
    """Indexes the documents of one release, one after the other."""

    def __init__(self) -> None:
        self._domains: defaultdict[tuple[str, str], set[str]] = defaultdict(set)

    def entry(self, kind: str, body: bytes) -> IndexEntry:
        """Return how the document with these canonical bytes is found."""
        document = msgspec.json.decode(body)
        title = name_of(document)
        if kind == "aanbeveling":
            self._note_links(document)
        return IndexEntry(
            title=title,
            words=" ".join(_words(document)),
            facets=tuple(sorted(set(_facets(kind, document)))),
            orders=tuple(_orders(kind, document)),
        )

    def late_facets(self) -> Iterator[LateFacet]:
        """Yield what the documents said of each other. Call when all were read."""
        for (kind, id), domains in sorted(self._domains.items()):  # noqa: A001 - the public name
            yield from (LateFacet(kind, id, "domein", domain) for domain in sorted(domains))

    def _note_links(self, recommendation: Mapping[str, Any]) -> None:
        domain = recommendation["domein"]
        for link in recommendation.get("interventies", ()):
            self._domains["interventie", link["interventie"]].add(domain)
        for example in recommendation.get("praktijkvoorbeelden", ()):
            self._domains["praktijkvoorbeeld", example].add(domain)


def _words(value: Any, name: str = "") -> Iterator[str]:
    """Yield every text that a reader sees."""
    if name in _NOT_READ:
        return
    if isinstance(value, str):
        yield html.unescape(_TAG.sub(" ", value)) if "<" in value or "&" in value else value
    elif isinstance(value, Mapping):
        for field, held in value.items():
            yield from _words(held, field)
    elif isinstance(value, list):
        for held in value:
            yield from _words(held, name)


def _facets(kind: str, document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if kind == "aanbeveling":
        yield "domein", document["domein"]
        yield "preventief", "ja" if document.get("preventief") else "nee"
        yield "indicatief", "ja" if document.get("indicatief") else "nee"
    elif kind == "interventie":
        yield from _recognised(document.get("erkenningen", ()))
        yield from (("leeftijd", str(age)) for age in _ages(document))
        for field, name in _LISTS.items():
            yield from ((name, fold(value)) for value in document.get(field, ()))


def _recognised(recognitions: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for one in recognitions:
        register = one["register"]
        yield "register", register
        for level in {one["niveau"], one["niveauInHetKort"].replace(" ", "-")}:
            yield "niveau", level
            yield "erkenning", f"{register}/{level}"


def _ages(document: Mapping[str, Any]) -> range:
    """Return the whole years at which it is for somebody: who is five is not yet six."""
    lowest, highest = document.get("leeftijdVanaf"), document.get("leeftijdTotEnMet")
    if lowest is None and highest is None:
        return range(0)
    first = 0 if lowest is None else max(0, math.floor(lowest))
    last = OLDEST if highest is None else math.floor(highest)
    return range(first, last + 1)


def _orders(kind: str, document: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    if kind == "interventie":
        yield "niveau", max((RANK[one["niveau"]] for one in document.get("erkenningen", ())), default=NO_LEVEL)
