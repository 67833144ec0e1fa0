"""The sentences that a school reads in a document: running text, without titles, sources and names."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from cms.wording.sentences import split_sentences
from publishing.checks.texts import html_of
from publishing.documents.base import Document
from publishing.documents.kinds.domain import Domain

_BLOCK = re.compile(r"</?(?:p|h3|h4|ul|ol|li)>|<br ?/?>")  # of the tags that the sanitiser leaves
_TEXTS = 64  # about what one document holds: several rules read it one after another
_TAG = re.compile(r"<[^>]*>")


class Said(NamedTuple):
    """A sentence, with the published name of its field and its place among the sentences of that field."""

    field: str
    place: int
    text: str


@lru_cache(maxsize=_TEXTS)
def blocks_of(html: str) -> tuple[str, ...]:
    """Return the text of each paragraph, heading and list item, on one line."""
    texts = (" ".join(unescape(_TAG.sub("", block)).split()) for block in _BLOCK.split(html))
    return tuple(text for text in texts if text)


@lru_cache(maxsize=_TEXTS)
def _split(html: str) -> tuple[str, ...]:
    return tuple(sentence.text for block in blocks_of(html) for sentence in split_sentences(block))


def sentences_in_html(document: Document) -> Iterator[Said]:
    """Yield each sentence of the texts with mark-up. Places go on where a field holds several texts."""
    places: dict[str, int] = {}
    for field, html in html_of(document):
        for text in _split(html):
            place = places[field] = places.get(field, -1) + 1
            yield Said(field, place, text)


def sentences_of(document: Document) -> Iterator[Said]:
    """Yield each sentence, those of the score texts too."""
    yield from sentences_in_html(document)
    if isinstance(document, Domain):
        for field, text in (("alsHetNietGoedGaat", document.when_low), ("alsHetWelGoedGaat", document.when_high)):
            for place, sentence in enumerate(split_sentences(text)):
                yield Said(field, place, sentence.text)
