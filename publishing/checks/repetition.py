"""Sentences that stand in the release twice, word for word or nearly so.

Time grows with the number of sentences, memory hardly: the sentences of a whole release lie in a temporary database
on disk, which also sorts them. Sorted, they come in the same order whatever the order of the documents was.
"""

import re
import sqlite3
from collections import deque
from collections.abc import Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple

from cms.wording.repetition import SHORTEST, Alphabet, likeness, sketch_of, words_of
from publishing.checks.base import Finding, digest_of, kind_of
from publishing.checks.sentence_length import cut
from publishing.checks.sentences import sentences_in_html
from publishing.documents.base import Document
from publishing.documents.registry import KINDS, PLACES

_FORMULA = re.compile(r"(?:zie|lees|kijk|bekijk|bron|bronnen|meer informatie|meer weten|neem contact)\b", re.IGNORECASE)
_NEIGHBOURS = 4  # sentences with one number of their sketch in common that each is compared with
_CROWD = 32  # what so many share is common Dutch: there each is compared with the one before it in the alphabet only
_CACHE = 16_384  # KiB of the database in memory
_TABLES = """
    CREATE TABLE said (words TEXT, kind INTEGER, id TEXT, field TEXT, place INTEGER, text TEXT);
    CREATE TABLE form (number INTEGER PRIMARY KEY, words TEXT, times INTEGER);
    CREATE TABLE spelled (number INTEGER PRIMARY KEY, letters TEXT);
    CREATE TABLE sketch (hash INTEGER, number INTEGER);
    CREATE TABLE alike (number INTEGER PRIMARY KEY, leader INTEGER);
"""
_KINDS = tuple(KINDS)


class _Place(NamedTuple):
    """Where a sentence stands. The order of places is that of kinds, ids, fields and sentences."""

    kind: int
    id: str
    field: str
    place: int
    text: str

    def is_followed_by(self, other: "_Place") -> bool:
        """Whether ``other`` is the very next sentence."""
        return (*self[:3], self.place + 1) == other[:4]


class _Repeat(NamedTuple):
    """A sentence, the first place where it stood before, and how many places there are."""

    second: _Place
    first: _Place
    times: int


class RepeatedSentences:
    """Finds passages that repeat another one, over the whole release.

    Not looked at: short sentences, formulas such as 'Lees meer op …', and score texts, which mirror each other.
    """

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)  # a file that is gone when it is closed
        self._database.executescript(
            f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -{_CACHE}; {_TABLES} BEGIN;"
        )

    def see(self, document: Document) -> None:
        """Keep the sentences of ``document``."""
        kind = PLACES[kind_of(document)]
        rows = [
            (" ".join(words), kind, document.id, said.field, said.place, said.text)
            for said in sentences_in_html(document)
            if len(words := words_of(said.text)) >= SHORTEST and not _FORMULA.match(said.text)
        ]
        if rows:
            self._database.executemany("INSERT INTO said VALUES (?, ?, ?, ?, ?, ?)", rows)

    def findings(self) -> Iterator[Finding]:
        """Yield one finding per passage, at the second place where it stands."""
        self._number_forms()
        self._find_alike()
        repeats = sorted(self._repeats())
        for passage in _passages(repeats):
            yield _finding(passage)

    def close(self) -> None:
        """Throw the temporary database away."""
        self._database.close()

    def _number_forms(self) -> None:
        """Number what is said in alphabetical order, and sketch it."""
        self._database.execute("CREATE INDEX said_order ON said (words)")
        self._database.execute(
            "INSERT INTO form (words, times) SELECT words, count(*) FROM said GROUP BY words ORDER BY words"
        )
        alphabet = Alphabet()
        last = 0
        while chunk := self._forms_after(last):
            last = chunk[-1][0]
            said = [(number, words.split(" ")) for number, words in chunk]
            spelled = ((number, alphabet.spell(words)) for number, words in said)
            self._database.executemany("INSERT INTO spelled VALUES (?, ?)", spelled)
            sketched = ((hash_, number) for number, words in said for hash_ in sketch_of(words))
            self._database.executemany("INSERT INTO sketch VALUES (?, ?)", sketched)

    def _forms_after(self, number: int) -> list[tuple[int, str]]:
        query = "SELECT number, words FROM form WHERE number > ? ORDER BY number LIMIT 5000"
        return self._database.execute(query, (number,)).fetchall()

    def _find_alike(self) -> None:
        """Note for each sentence which earlier one it is alike to; a chain leads no further than its leader."""
        leaders: dict[int, int] = {}
        for _, rows in groupby(self._sketches(), key=itemgetter(0)):
            block = list(rows)
            window: deque[tuple[int, str]] = deque(maxlen=1 if len(block) > _CROWD else _NEIGHBOURS)
            for _, number, letters in block:
                if number not in leaders:
                    for near, other in window:
                        if likeness(other, letters):
                            leaders[number] = leaders.get(near, near)
                            break
                window.appendleft((number, letters))
        self._database.executemany("INSERT INTO alike VALUES (?, ?)", leaders.items())

    def _sketches(self) -> Iterator[tuple[int, int, str]]:
        """Return hash, number and letters: what shares a number of its sketch with another stands beside it."""
        return self._database.execute(
            "SELECT hash, number, letters FROM sketch CROSS JOIN spelled USING (number) ORDER BY hash, number"
        )

    def _repeats(self) -> Iterator[_Repeat]:
        rows = self._database.execute(
            "SELECT coalesce(leader, number), kind, id, field, place, text "
            "FROM form LEFT JOIN alike USING (number) JOIN said USING (words) WHERE times > 1 "
            "OR leader IS NOT NULL OR number IN (SELECT leader FROM alike) ORDER BY 1, 2, 3, 4, 5"
        )
        for _, places in groupby(rows, key=itemgetter(0)):
            first, second = (_Place(*row[1:]) for row in islice(places, 2))
            yield _Repeat(second, first, 2 + sum(1 for _ in places))


def _passages(repeats: list[_Repeat]) -> Iterator[list[_Repeat]]:
    """Put together the sentences that follow each other at both places."""
    passage: list[_Repeat] = []
    for repeat in repeats:
        if passage and not (
            passage[-1].second.is_followed_by(repeat.second) and passage[-1].first.is_followed_by(repeat.first)
        ):
            yield passage
            passage = []
        passage.append(repeat)
    if passage:
        yield passage


def _finding(passage: list[_Repeat]) -> Finding:
    second, first, times = passage[0]
    size = "Deze zin" if len(passage) == 1 else f"Een passage van {len(passage)} zinnen"
    where = (
        "eerder in deze tekst" if first[:3] == second[:3] else f"in {_KINDS[first.kind]} '{first.id}', {first.field}"
    )
    is_exact = all(words_of(one.first.text) == words_of(one.second.text) for one in passage)
    more = f", en nog {times - 2} keer" if times > 2 else ""
    return Finding(
        rule="sentence-repeated",
        level="warning",
        kind=_KINDS[second.kind],
        id=second.id,
        field=second.field,
        message=(
            f"{size} staat {'ook' if is_exact else 'bijna zo'} {where}{more}: '{cut(second.text)}'. "
            "Kies één plaats, of schrijf het anders op."
        ),
        digest=digest_of(*(text for one in passage for text in (one.first.text, one.second.text))),
    )
