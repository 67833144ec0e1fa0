"""Characters that can stand on paper: nothing that is no character, and no word that runs off the page."""

import re
import unicodedata
from typing import Any

BREAK = "\u200b"  # a line may end here; takes no room
_UNPRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_LONG = re.compile(r"[^\s/-]{30,}")  # after a slash or a dash a line can end anyhow
_LONGEST_WORD = 46  # letters; hyphenation breaks Dutch words, and longer ones are none
_STRETCH = 10


def printable(text: str) -> str:
    """Return ``text`` without control characters, with places where a line may end in what is too long to be a word."""
    return _LONG.sub(_breakable, _UNPRINTED.sub("", text))


def printable_values(value: Any) -> Any:
    """Return plain values (as JSON has them) in which every text is printable."""
    if isinstance(value, dict):
        return {name: printable_values(one) for name, one in value.items()}
    if isinstance(value, list):
        return [printable_values(one) for one in value]
    return printable(value) if isinstance(value, str) else value


def _breakable(found: re.Match[str]) -> str:
    word = found[0]
    return word if word.isalpha() and len(word) < _LONGEST_WORD else BREAK.join(_stretches(word))


def _stretches(word: str) -> list[str]:
    """Return pieces of ``word`` that begin with a base character: marks and joined signs stay with what they are on."""
    pieces, start = [], 0
    for place in range(1, len(word)):
        joined = unicodedata.category(word[place])[0] in "MC" or word[place - 1] == "\u200d"
        if place - start >= _STRETCH and not joined:
            pieces.append(word[start:place])
            start = place
    return [*pieces, word[start:]]
