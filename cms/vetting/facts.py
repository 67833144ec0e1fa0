"""What is known of an intervention's recognitions at a date, as a verdict sees it, and whether that is still so.

A fact is what counts at the reference date. Events after it, addresses and mere re-readings are no part of it, so none
of them makes a verdict stale. ``known_until`` looks back: a closed round is judged on what was known when it closed.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import msgspec
from django.db import DEFAULT_DB_ALIAS

from cms.vetting.fact import RecognitionFact
from cms.vetting.models import Consultation, Observation
from cms.vetting.models.observation import ObservationQuerySet
from cms.vetting.recognition_state import Judged, RecognitionState, judge_record


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


def facts_of(
    interventions: Iterable[int],
    reference_date: date,
    *,
    known_until: datetime | None = None,
    using: str = DEFAULT_DB_ALIAS,
) -> dict[int, list[RecognitionFact]]:
    """Return the facts of each intervention by its primary key, in order of register and record. Two queries."""
    wanted = list(interventions)
    events: defaultdict[int, defaultdict[tuple[str, str], list[_Event]]] = defaultdict(lambda: defaultdict(list))
    rows = _standing(wanted, known_until).using(using).in_order_of_entry()
    for event in (_Event(*row) for row in rows.values_list(*_Event.__slots__).iterator()):
        events[event.intervention_id][event.register, event.record_key].append(event)
    gone = _gone(wanted, known_until, using)
    return {
        key: [
            _fact(address, seen, reference_date, _is_gone(seen, gone.get((key, *address))))
            for address, seen in sorted(events[key].items())
        ]
        for key in wanted
    }


def digest_of(facts: Iterable[RecognitionFact]) -> str:
    """Return the hash by which two sets of facts are the same: what counts, and in which state."""
    said = sorted(what_counts(one) for one in facts)
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()


def what_counts(fact: RecognitionFact) -> tuple[str, ...]:
    """Return what makes ``fact`` the same fact as another: not its wording, and not which row says so."""
    flags = f"{fact.in_reassessment} {fact.is_conditional}"
    return (fact.register, fact.record, fact.state, fact.level, str(fact.recognised_on or ""), flags)


def _standing(interventions: list[int], known_until: datetime | None) -> ObservationQuerySet:
    return Observation.objects.filter(intervention__in=interventions).known_until(known_until)


def _gone(
    interventions: list[int], known_until: datetime | None, using: str
) -> Mapping[tuple[int, str, str], datetime | None]:
    """Return, by intervention and record, when the last reading did not find it; None where that one did."""
    readings = Consultation.objects.using(using).filter(observation__intervention__in=interventions)
    if known_until is not None:
        readings = readings.filter(consulted_at__lte=known_until)
    where = ("observation__intervention", "observation__register", "observation__record_key")
    rows = readings.order_by("consulted_at", "pk").values_list(*where, "found", "consulted_at")
    return {tuple(address): None if found else at for *address, found, at in rows.iterator()}


def _is_gone(seen: list[_Event], since: datetime | None) -> bool:
    """Return whether a record that was not found is still away: it is back once its newest event was entered later.

    An older event that is entered later is history, and brings nothing back.
    """
    newest = max(enumerate(seen), key=lambda placed: (placed[1].recognised_on or date.min, placed[0]))[1]
    return since is not None and newest.entered_at <= since


def _fact(address: tuple[str, str], seen: list[_Event], reference_date: date, gone: bool) -> RecognitionFact:
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
