"""Sentences that say the same twice, word for word or nearly so.

Time and memory grow with the number of sentences, not with its square: a sentence is compared only with those that
share one of the smallest hashes of its word pairs (a bottom-k sketch), and with no more than a few of them.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel

ALIKE = 0.85  # share of the words that two sentences have in common, in the same order
SHORTEST = 6  # words; shorter sentences are formulas
_WORD = re.compile(r"[^\W_]+")
_SKETCH = 4  # hashes kept per sentence
_NEIGHBOURS = 4  # earlier sentences remembered per hash
_SPREAD, _MASK = 0x9E3779B1, 0xFFFFFFFF  # Knuth's multiplicative hash, on 32 bits
_SURROGATES = 0xD800, 0x800  # where they start and how many they are: these are no letters
_MOST_LETTERS = 0x10FFFF - _SURROGATES[1]
_LONGEST = 200  # words; a longer sentence is compared word for word only


class Repeat(NamedTuple):
    """Two sentences by their place in the sequence, and the words of each that the other lacks."""

    first: int
    second: int
    differences: tuple[tuple[str, str], ...]


def repeats(sentences: Sequence[str]) -> tuple[Repeat, ...]:
    """Return each sentence that repeats an earlier one of at least SHORTEST words, with the nearest earlier one."""
    seen: dict[tuple[str, ...], int] = {}
    near: defaultdict[int, list[tuple[int, list[str]]]] = defaultdict(list)
    found = []
    for place, sentence in enumerate(sentences):
        words = words_of(sentence)
        if len(words) < SHORTEST:
            continue
        earlier = seen.setdefault(tuple(words), place)
        if earlier != place:
            found.append(Repeat(earlier, place, ()))
        elif len(words) <= _LONGEST:
            sketch = sketch_of(words)
            if repeat := _nearest(place, words, [other for key in sketch for other in near[key]]):
                found.append(repeat)
            for key in sketch:
                near[key] = [*near[key][1 - _NEIGHBOURS :], (place, words)]
    return tuple(found)


def words_of(sentence: str) -> list[str]:
    """Return what is compared of ``sentence``: its words, without capitals and punctuation."""
    return _WORD.findall(sentence.casefold())


def sketch_of(words: list[str]) -> list[int]:
    """Return a few numbers, of which sentences that are alike nearly always share one; none for an endless one."""
    if len(words) > _LONGEST:
        return []
    numbers = map(_number_of, words)
    return sorted({(left * _SPREAD + right) & _MASK for left, right in pairwise(numbers)})[:_SKETCH]


@lru_cache(maxsize=1 << 16)
def _number_of(word: str) -> int:
    return zlib.crc32(word.encode())


def likeness(left: Sequence[str], right: Sequence[str], *, at_least: float = ALIKE) -> float:
    """Return which share of their words two sentences have in common, in order; 0 when below ``at_least``.

    A sentence is a list of words, or spelled by an Alphabet, which is much quicker to compare.
    """
    return Indel.normalized_similarity(left, right, score_cutoff=at_least)


class Alphabet:
    """Gives each word a letter of its own, so that sentences compare as quickly as words do."""

    def __init__(self) -> None:
        self._letters = _Letters()

    def spell(self, words: Iterable[str]) -> str:
        """Return ``words`` as letters, one each; the same word is always the same letter."""
        return "".join(map(self._letters.__getitem__, words))


class _Letters(dict[str, str]):
    """The letter of each word; a new word gets the next one."""

    def __missing__(self, word: str) -> str:
        number = len(self) % _MOST_LETTERS  # past a million words, letters are used twice
        letter = chr(number + 1 if number + 1 < _SURROGATES[0] else number + 1 + _SURROGATES[1])
        return self.setdefault(word, letter)


def _nearest(place: int, words: list[str], others: list[tuple[int, list[str]]]) -> Repeat | None:
    best: tuple[float, int, list[str], SequenceMatcher[str]] | None = None
    for other, other_words in dict(others).items():
        if not likeness(other_words, words, at_least=ALIKE):
            continue  # never less than what the matcher, which is slow, would say
        matcher = SequenceMatcher(None, other_words, words, autojunk=False)
        score = matcher.ratio()
        if score >= ALIKE and (best is None or score > best[0]):
            best = score, other, other_words, matcher
    return Repeat(best[1], place, _differences(best[2], words, best[3])) if best else None


def _differences(left: list[str], right: list[str], matcher: SequenceMatcher[str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (" ".join(left[left_start:left_end]), " ".join(right[right_start:right_end]))
        for tag, left_start, left_end, right_start, right_end in matcher.get_opcodes()
        if tag != "equal"
    )
