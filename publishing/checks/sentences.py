"""The sentences that a school reads in a document: running text, without titles, sources and names."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from cms.wording.sentences import split_sentences
from publishing.checks.texts import html_of
from publishing.documents.base import Document
from publishing.documents.kinds.domain import Domain

_BLOCK = re.compile(r"</?(?:p|h3|h4|ul|ol|li)>|<br ?/?>")  # of the tags that the sanitiser leaves
_TAG = re.compile(r"<[^>]*>")


class Said(NamedTuple):
    """A sentence, with the published name of its field and its place among the sentences of that field."""

    field: str
    place: int
    text: str


def blocks_of(html: str) -> Iterator[str]:
    """Yield the text of each paragraph, heading and list item, on one line."""
    for block in _BLOCK.split(html):
        if text := " ".join(unescape(_TAG.sub("", block)).split()):
            yield text


def sentences_in_html(document: Document) -> Iterator[Said]:
    """Yield each sentence of the texts with mark-up. Places go on where a field holds several texts."""
    places: dict[str, int] = {}
    for field, html in html_of(document):
        for block in blocks_of(html):
            for sentence in split_sentences(block):
                place = places[field] = places.get(field, -1) + 1
                yield Said(field, place, sentence.text)


def sentences_of(document: Document) -> Iterator[Said]:
    """Yield each sentence, those of the score texts too."""
    yield from sentences_in_html(document)
    if isinstance(document, Domain):
        for field, text in (("alsHetNietGoedGaat", document.when_low), ("alsHetWelGoedGaat", document.when_high)):
            for place, sentence in enumerate(split_sentences(text)):
                yield Said(field, place, sentence.text)
