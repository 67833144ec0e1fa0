"""Sentences that are too long to read at once (aim: B1)."""

import re
from collections.abc import Iterator

from publishing.checks.base import Finding, Surroundings, digest_of, kind_of
from publishing.checks.sentences import sentences_of
from publishing.documents.base import Document

_WORD = re.compile(r"\w[^\s]*")
_SHOWN = 80  # characters of the sentence in the message


def long_sentences(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """Find sentences of more words than ``surroundings.longest_sentence``."""
    for said in sentences_of(document):
        if len(said.text) <= 2 * surroundings.longest_sentence:
            continue  # too few characters for so many words
        words = len(_WORD.findall(said.text))
        if words > surroundings.longest_sentence:
            yield Finding(
                rule="sentence-long",
                level="warning",
                kind=kind_of(document),
                id=document.id,
                field=said.field,
                message=(
                    f"Deze zin telt {words} woorden: '{cut(said.text)}'. "
                    f"Maak er kortere zinnen van, van ten hoogste {surroundings.longest_sentence} woorden."
                ),
                digest=digest_of(said.text),
            )


def cut(text: str) -> str:
    """Return the beginning of ``text``, as a message shows it."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]}…"
