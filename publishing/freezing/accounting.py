"""The release accounts for itself: its accountability (verantwoording), made from what the freeze saw and read.

Nothing in it comes from a clock. Days on which registers were consulted stand here and in no other document
(invariant 9), so that reading a register again changes no item.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import msgspec

from publishing.checks.base import kind_of
from publishing.documents.base import Document
from publishing.documents.canonical import canonical_bytes, digest
from publishing.documents.kinds.accountability import (
    ACCOUNTABILITY,
    Accountability,
    Correction,
    KindCount,
    LeftOut,
    LevelCount,
    Source,
)
from publishing.documents.kinds.intervention import COARSE, Intervention, Level
from publishing.documents.registry import COLLECTIONS, KINDS
from publishing.freezing.accounting_text import accountability_text
from publishing.freezing.freeze import Placed
from publishing.freezing.items import FrozenDocument

TITLE = "Verantwoording"


@dataclass
class Gathered:
    """What is counted while documents stream by: memory does not grow with them."""

    counts: Counter[str] = field(default_factory=Counter)
    levels: Counter[Level] = field(default_factory=Counter)

    def see(self, document: Document) -> None:
        """Take in one document, in any order."""
        self.counts[kind_of(document)] += 1
        if isinstance(document, Intervention):
            self.levels.update(recognition.level for recognition in document.recognitions)


@dataclass(frozen=True, kw_only=True)
class Compared:
    """How many items of each kind are new and retired since the release ``number``."""

    number: str
    new: Mapping[str, int]
    retired: Mapping[str, int]


def accountability(
    *,
    reference_date: date,
    round_year: int | None,
    counts: Mapping[str, int],
    levels: Mapping[Level, int],
    sources: Iterable[Source],
    left_out: Mapping[str, int],
    compared: Compared | None,
    correction: Correction | None = None,
) -> Accountability:
    """Return the document. ``counts`` is by kind, ``levels`` by level, ``left_out`` by category of reason.

    ``correction`` says what is other than in an earlier release, when that is what it is made of.
    """
    facts = Accountability(
        id=ACCOUNTABILITY,
        title=TITLE,
        reference_date=reference_date,
        round_year=round_year,
        compared_with=compared.number if compared else None,
        correction=correction,
        sources=sorted(sources, key=lambda source: source.register),
        levels=[
            LevelCount(level=level, coarse_level=coarse, count=levels[level])
            for level, coarse in COARSE.items()
            if levels.get(level)
        ],
        counts=_counts(counts, compared),
        left_out=[LeftOut(reason=reason, count=count) for reason, count in sorted(left_out.items()) if count],
    )
    return msgspec.structs.replace(facts, body=accountability_text(facts))


def placed_last(document: Accountability) -> Placed:
    """Return ``document`` frozen, in its place behind all content; raise msgspec.ValidationError."""
    msgspec.convert(msgspec.to_builtins(document), Accountability)  # constructing a Struct does not check it
    body = canonical_bytes(document)
    place = (list(KINDS).index(ACCOUNTABILITY),)
    return Placed(place, ACCOUNTABILITY, FrozenDocument(document, digest(body), body))


def _counts(counts: Mapping[str, int], compared: Compared | None) -> list[KindCount]:
    """Return what there is to say of each kind, in the order of the release."""
    new, retired = (compared.new, compared.retired) if compared else ({}, {})
    told = [
        KindCount(
            kind=kind.name,
            count=counts.get(kind.name, 0),
            new=new.get(kind.name, 0),
            retired=retired.get(kind.name, 0),
        )
        for kind in COLLECTIONS
    ]
    return [one for one in told if one.count or one.retired]
