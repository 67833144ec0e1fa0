"""Where one sentence ends and the next begins."""

import re
from typing import NamedTuple

_END = re.compile(r"[.!?…][\"'”’)\]]*(?P<gap>\s+)(?=[\"'“‘(\[]*[A-ZÀ-ÖØ-Þ0-9])")
_ABBREVIATIONS = {
    *("bijv", "bv", "o.a", "m.n", "d.w.z", "t.a.v", "evt", "resp", "zgn", "nr", "blz", "ca", "jl"),
    *("dr", "drs", "ir", "mr", "prof", "dhr", "mw", "mevr"),
}


class Sentence(NamedTuple):
    """A sentence and the place of its first character in the text."""

    text: str
    start: int


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of ``text``, in order, without the space between them."""
    found = []
    start = 0
    for end in _END.finditer(text):
        if not _is_abbreviation(text, end.start()):
            found.append(Sentence(text[start : end.start("gap")], start))
            start = end.end()
    found.append(Sentence(text[start:].rstrip(), start))
    return tuple(sentence for sentence in found if sentence.text.strip())


def _is_abbreviation(text: str, stop: int) -> bool:
    words = text[max(0, stop - 12) : stop].split()
    return bool(words) and text[stop] == "." and words[-1].lstrip("(\"'“‘").casefold() in _ABBREVIATIONS
