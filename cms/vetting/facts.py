"""What is known of an intervention's recognitions at a date, as a verdict sees it, and whether that is still so.

A fact is what counts at the reference date. Events after it, addresses and mere re-readings are no part of it, so none
of them makes a verdict stale. ``known_until`` looks back: a closed round is judged on what was known when it closed.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec
from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from cms.vetting.fact import RecognitionFact
from cms.vetting.models import Consultation, Observation
from cms.vetting.recognition_state import Judged, RecognitionState, judge_record
from cms.written import Written

_Row = tuple[Any, ...]
_Address = tuple[str, str]  # register, and the key of the record in it


@dataclass(slots=True)
class _Event:
    """What a fact says of an observation: many are read at once, and of each these columns only."""

    pk: int
    intervention_id: int
    register: str
    record_key: str
    record: str
    level: str
    recognised_on: date | None
    in_reassessment: bool
    is_conditional: bool
    entered_at: datetime
    retracted_at: datetime | None

    def is_known(self, until: datetime | None) -> bool:
        """Whether it stood at ``until``, whatever was entered or taken back later; None for now."""
        if until is None:
            return self.retracted_at is None
        return self.entered_at <= until and (self.retracted_at is None or self.retracted_at > until)


class _Reading(NamedTuple):
    """One look at a record in its register, and whether it was there."""

    found: bool
    at: datetime


@dataclass(frozen=True)
class Known:
    """All that was ever entered about some interventions: read once, and judged at as many dates as one likes."""

    interventions: list[int]
    events: Mapping[int, Mapping[_Address, list[_Event]]]
    readings: Mapping[tuple[int, str, str], list[_Reading]]

    def at(self, reference_date: date, *, until: datetime | None = None) -> dict[int, list[RecognitionFact]]:
        """Return the facts of each intervention by its key; see ``about``."""
        return {key: list(self.about(key, reference_date, until=until)) for key in self.interventions}

    def about(self, key: int, reference_date: date, *, until: datetime | None = None) -> Iterator[RecognitionFact]:
        """Yield the facts of one intervention at ``reference_date``, in order of register and record.

        What was entered after ``until``, or taken back before it, does not count; without it what is known now does.
        """
        for address, entered in sorted(self.events.get(key, {}).items()):
            if seen := [event for event in entered if event.is_known(until)]:
                gone = _is_gone(seen, self._missing_since((key, *address), until))
                yield _fact(address, seen, reference_date, gone)

    def _missing_since(self, where: tuple[int, str, str], until: datetime | None) -> datetime | None:
        """Return when the last reading did not find the record; None where that one did."""
        for reading in reversed(self.readings.get(where, ())):
            if until is None or reading.at <= until:
                return None if reading.found else reading.at
        return None


def known_of(interventions: Iterable[int], *, using: str = DEFAULT_DB_ALIAS) -> Known:
    """Return all that was entered about ``interventions``. Two queries."""
    wanted = list(interventions)
    entered = _entered(using).filter(intervention__in=wanted)
    read = _read(using).filter(observation__intervention__in=wanted)
    return _known(wanted, entered.iterator(), read.iterator())


def known_of_most(interventions: Iterable[int], *, using: str = DEFAULT_DB_ALIAS) -> Known:
    """Return the same, for nearly all interventions that there are: by reading all. Two queries."""
    return _known(list(interventions), _all_entered(using).values(using), _all_read(using).values(using))


def _known(interventions: list[int], entered: Iterable[_Row], read: Iterable[_Row]) -> Known:
    wanted = set(interventions)
    events: defaultdict[int, defaultdict[_Address, list[_Event]]] = defaultdict(lambda: defaultdict(list))
    for event in (_Event(*row) for row in entered):
        if event.intervention_id in wanted:
            events[event.intervention_id][event.register, event.record_key].append(event)
    readings: defaultdict[tuple[int, str, str], list[_Reading]] = defaultdict(list)
    for key, register, record, found, at in read:
        if key in wanted:
            readings[key, register, record].append(_Reading(found, at))
    return Known(interventions, events, readings)


@lru_cache(maxsize=4)
def _all_entered(alias: str) -> Written:
    return Written(_entered(alias))


@lru_cache(maxsize=4)
def _all_read(alias: str) -> Written:
    return Written(_read(alias))


def _entered(alias: str) -> QuerySet[Any, Any]:
    rows = Observation.objects.using(alias).exclude(intervention=None).in_order_of_entry()
    return rows.values_list(*_Event.__slots__)


def _read(alias: str) -> QuerySet[Any, Any]:
    rows = Consultation.objects.using(alias).exclude(observation__intervention=None).order_by("consulted_at", "pk")
    where = ("observation__intervention", "observation__register", "observation__record_key")
    return rows.values_list(*where, "found", "consulted_at")


def facts_of(
    interventions: Iterable[int],
    reference_date: date,
    *,
    known_until: datetime | None = None,
    using: str = DEFAULT_DB_ALIAS,
) -> dict[int, list[RecognitionFact]]:
    """Return the facts of each intervention by its primary key, in order of register and record. Two queries."""
    return known_of(interventions, using=using).at(reference_date, until=known_until)


def digest_of(facts: Iterable[RecognitionFact]) -> str:
    """Return the hash by which two sets of facts are the same: what counts, and in which state."""
    said = sorted(what_counts(one) for one in facts)
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()


def what_counts(fact: RecognitionFact) -> tuple[str, ...]:
    """Return what makes ``fact`` the same fact as another: not its wording, and not which row says so."""
    flags = f"{fact.in_reassessment} {fact.is_conditional}"
    return (fact.register, fact.record, fact.state, fact.level, str(fact.recognised_on or ""), flags)


def _is_gone(seen: list[_Event], since: datetime | None) -> bool:
    """Return whether a record that was not found is still away: it is back once its newest event was entered later.

    An older event that is entered later is history, and brings nothing back.
    """
    newest = max(enumerate(seen), key=lambda placed: (placed[1].recognised_on or date.min, placed[0]))[1]
    return since is not None and newest.entered_at <= since


def _fact(address: _Address, seen: list[_Event], reference_date: date, gone: bool) -> RecognitionFact:
    judged: Judged = judge_record(seen, reference_date, gone=gone)
    event = judged.event
    counts = judged.state not in {RecognitionState.AFTER_DATE, RecognitionState.UNKNOWN}
    if event is None or not counts:
        return RecognitionFact(*address, judged.state.value, reason=judged.reason)
    return RecognitionFact(
        *address,
        judged.state.value,
        level=event.level,
        recognised_on=event.recognised_on,
        in_reassessment=event.in_reassessment,
        is_conditional=event.is_conditional,
        reason=judged.reason,
        observation=event.pk,  # type: ignore[attr-defined]  # these events are rows of observations
    )
