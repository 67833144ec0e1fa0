"""Names that may be one intervention without being the same name: a suggestion with its reason, never a guess.

Two names are alike when, but for typing errors, the words of one all stand in the other ('Triple P niveau 4/5' and
'Triple P: Positief Pedagogisch Programma niveau 4 en 5'), or when they are written differently by a few letters. A
word on both sides that the other lacks ('voor meisjes', 'voor jongens') or a number ('niveau 3', 'niveau 4/5') tells
them apart, and a shared word that many names have ('programma') says nothing.

Only names in one block are compared, those with an uncommon word or a run of opening or closing letters in common,
and no block is larger than MOST_ALIKE: what one name costs does not grow with the number of names.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from cms.sources.identity import name_key

MOST = 5  # suggestions for one name
MOST_ALIKE = 50  # names with a word; in more it is common, and says nothing
_CUTOFF = 80  # per cent, of a first look that lets too much through
_RUNS = (2, 4, 7, 12)  # letters at the start and at the end that make a block
_TYPING_ERRORS = ((17, 3), (9, 2), (5, 1))  # letters of the shorter text, and how many may then differ
_COMMON = frozenset(
    word
    for words in (
        "aan als bij de dat die een en het hun ik in is je jij jouw met mijn naar niet of om op over te tot uit van",
        "voor wat wie wij zo zonder aanpak basisonderwijs bovenbouw cursus deel gezond gezonde groep groepen",
        "interventie jaar jeugd jongere jongeren kind kinderen klas leerling leerlingen les lespakket lessen",
        "lessenserie mbo methode module niveau onderbouw onderwijs online ouder ouders po praktijkonderwijs programma",
        "project samen school scholen schooljaar so training vmbo vo voortgezet vso",
    )
    for word in words.split()
)
_NUMBER = re.compile(r"\d+")
_PART = re.compile(r"[(:]|\s[-–—]\s")


class Suggestion(NamedTuple):
    """Something known (uid) by a name that is alike, and why we think so."""

    uid: str
    name: str
    reason: str


class _Spelled(NamedTuple):
    """A name as it is compared: its words, its letters with spaces and without, and its numbers."""

    name: str
    words: tuple[str, ...]
    spaced: str
    letters: str
    numbers: frozenset[str]


class Suggestions:
    """Names in blocks, and which of them are like another."""

    def __init__(self) -> None:
        self._names: dict[str, _Spelled] = {}
        self._by_word: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._by_run: defaultdict[str, dict[str, None]] = defaultdict(dict)

    def put(self, uid: str, name: str) -> None:
        """Take in what ``uid`` is called now."""
        if held := self._names.get(uid):
            if held.name == name:
                return
            for block in self._blocks(held):
                block.pop(uid, None)
        spelled = _spell(name)
        self._names[uid] = spelled
        for block in self._blocks(spelled):
            block[uid] = None

    def alike(self, name: str) -> tuple[Suggestion, ...]:
        """Return the names that are like ``name``, at most MOST, the best first."""
        spelled = _spell(name)
        found = []
        for uid in self._near(spelled):
            other = self._names[uid]
            if reason := self._reason(spelled, other):
                nearness = fuzz.token_sort_ratio(spelled.spaced, other.spaced)
                found.append((-nearness, other.name, uid, reason))
        return tuple(Suggestion(uid, known, reason) for _, known, uid, reason in sorted(found)[:MOST])

    def _blocks(self, spelled: _Spelled) -> Iterable[dict[str, None]]:
        yield from (self._by_word[word] for word in set(spelled.words) - _COMMON)
        yield from (self._by_run[run] for run in _runs(spelled.letters))

    def _near(self, spelled: _Spelled) -> Iterable[str]:
        """Return who passes a first, quick look."""
        names = self._names
        words = {uid: names[uid].spaced for uid in self._gathered(self._by_word, set(spelled.words) - _COMMON)}
        letters = {uid: names[uid].letters for uid in self._gathered(self._by_run, _runs(spelled.letters))}
        looks = (
            process.extract(spelled.spaced, words, scorer=fuzz.token_set_ratio, score_cutoff=_CUTOFF, limit=None),
            process.extract(spelled.letters, letters, scorer=fuzz.ratio, score_cutoff=_CUTOFF, limit=None),
        )
        return {uid for look in looks for _, _, uid in look}

    def _gathered(self, blocks: dict[str, dict[str, None]], keys: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for key in keys:
            block = blocks.get(key)
            if block and len(block) <= MOST_ALIKE:
                found.update(block)
        return found

    def _reason(self, one: _Spelled, other: _Spelled) -> str:
        """Return why two names are alike, empty when they are not."""
        if one.numbers - other.numbers and other.numbers - one.numbers:
            return ""
        if set(one.words) == set(other.words):
            return "dezelfde woorden, anders geschreven"
        here, there = _unpaired(one.words, other.words)
        if bool(here) == bool(there):
            return _nearness(one, other) if _is_same("".join(here), "".join(there)) else ""
        return "de ene naam staat in de andere" if self._says_enough(one, other, set(here or there)) else ""

    def _says_enough(self, one: _Spelled, other: _Spelled, more: set[str]) -> bool:
        """Return whether what the shorter name holds tells more than a word that many names have."""
        shorter = one if more <= set(other.words) else other
        longer = other if shorter is one else one
        telling = {word for word in shorter.words if self._is_telling(word)}
        opens = telling & _openings(shorter) and any(
            _is_same(word, start) for word in telling for start in _openings(longer)
        )
        return len(telling) > 1 or bool(opens)

    def _is_telling(self, word: str) -> bool:
        return len(word) > 1 and word not in _COMMON and len(self._by_word.get(word, ())) <= MOST_ALIKE


def _spell(name: str) -> _Spelled:
    words = tuple(filter(None, name_key(name).split("-")))
    spaced = " ".join(words)
    return _Spelled(name, words, spaced, "".join(words), frozenset(_NUMBER.findall(spaced)))


def _openings(spelled: _Spelled) -> set[str]:
    """Return the word that opens each part of a name: 'Helder op School: Samen Fris' gives 'helder' and 'samen'."""
    parts = (name_key(part) for part in _PART.split(spelled.name))
    return {part.partition("-")[0] for part in parts if part}


def _runs(letters: str) -> set[str]:
    sizes = [size for size in _RUNS if size <= len(letters)]
    return {f"{letters[:size]}…" for size in sizes} | {f"…{letters[-size:]}" for size in sizes}


def _unpaired(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Return the words of each name that the other does not have, but for typing errors."""
    here = [word for word in one if word not in other]
    there = [word for word in other if word not in one]
    for word in list(here):
        if match := next((candidate for candidate in there if _is_typing_error(word, candidate)), None):
            here.remove(word)
            there.remove(match)
    return here, there


def _is_same(word: str, other: str) -> bool:
    return word == other or _is_typing_error(word, other)


def _is_typing_error(word: str, other: str) -> bool:
    """Return whether two texts differ by a few letters; a number with another digit is another number."""
    shorter = min(len(word), len(other))
    most = next((errors for size, errors in _TYPING_ERRORS if shorter >= size), 0)
    if abs(len(word) - len(other)) > most or OSA.distance(word, other, score_cutoff=most) > most:
        return False
    return _NUMBER.findall(word) == _NUMBER.findall(other)


def _nearness(one: _Spelled, other: _Spelled) -> str:
    per_cent = min(99, int(fuzz.ratio(one.letters, other.letters)))
    return f"de naam lijkt erop: {per_cent} % gelijk"
