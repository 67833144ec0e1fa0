"""Why a verdict no longer holds: which fact is another one now, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cms.vetting.fact import RecognitionFact
from cms.vetting.facts import what_counts
from cms.vetting.levels import Register
from cms.vetting.models import Verdict

ABSENT = "niet bekend"


@dataclass(frozen=True)
class Change:
    """One thing that a verdict saw otherwise."""

    about: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.about}: {self.old} → {self.new}"


def record_label(fact: RecognitionFact) -> str:
    """Return what a person calls the record of ``fact``."""
    return f"{Register(fact.register).label}, {fact.record}"


def changes_since(verdict: Verdict, *, facts: Iterable[RecognitionFact], reference_date: date) -> list[Change]:
    """Return what is other than ``verdict`` saw it, the reference date first; empty when it still holds."""
    changes = []
    if verdict.reference_date != reference_date:
        changes.append(Change("ijkdatum", f"{verdict.reference_date:%d-%m-%Y}", f"{reference_date:%d-%m-%Y}"))
    return changes + changed_facts(verdict.seen(), facts)


def changed_facts(seen: Iterable[RecognitionFact], now: Iterable[RecognitionFact]) -> list[Change]:
    """Return each record about which something else counts now, in order of register and record."""
    before = {(fact.register, fact.record): fact for fact in seen}
    after = {(fact.register, fact.record): fact for fact in now}
    return [
        Change(record_label(before.get(key) or after[key]), _words(before.get(key)), _words(after.get(key)))
        for key in sorted(before.keys() | after.keys())
        if _said(before.get(key)) != _said(after.get(key))
    ]


def _said(fact: RecognitionFact | None) -> tuple[str, ...] | None:
    return None if fact is None else what_counts(fact)


def _words(fact: RecognitionFact | None) -> str:
    return ABSENT if fact is None else fact.reason
