"""In which state a recognition is at a date, with the reason in words: pure functions, without a clock or a query.

Rules: domain.md, validity. State at D is the newest event dated on or before D; later events are shown and never count.
A term that has passed, a running re-assessment and a record that left its register raise a decision, and drop nothing.

    not recognised         the newest event says so, whatever runs beside it
    disappeared            the record was not in a register that was read as a whole
    conditional            recognised with a reservation, which holds six months
    in re-assessment       the register says that it is assessed again
    term passed            the term ended before D
    recognised             none of these
    after the date         the first event that counts is later than D
    no date                there is a level, but no event with a day
    unknown                there is no level at all
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db import models

from cms.vetting.levels import RecognitionLevel
from cms.vetting.newest_events import Event, recognitions_at
from cms.vetting.terms import condition_due, reassessment_due


class RecognitionState(models.TextChoices):
    """The state of one recognition at a date."""

    RECOGNISED = "recognised", "erkend"
    CONDITIONAL = "conditional", "onder voorbehoud"
    IN_REASSESSMENT = "in-reassessment", "in herbeoordeling"
    TERM_PASSED = "term-passed", "termijn voorbij"
    NOT_RECOGNISED = "not-recognised", "niet erkend"
    DISAPPEARED = "disappeared", "verdwenen uit het register"
    AFTER_DATE = "after-date", "erkend na de ijkdatum"
    NO_DATE = "no-date", "geen datum bekend"
    UNKNOWN = "unknown", "geen niveau bekend"


class RecognitionEvent(Event, Protocol):
    """What a derived state needs to know of an observation."""

    in_reassessment: bool
    is_conditional: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """The state of one record at a date; ``event`` is what counts then, ``due`` the last day of its term."""

    state: RecognitionState
    reason: str
    event: RecognitionEvent | None = None
    due: date | None = None


def judge_record(events: Iterable[RecognitionEvent], reference_date: date, *, gone: bool = False) -> Judged:
    """Return the state at ``reference_date`` of the one record that ``events``, in order of entry, are about.

    ``gone`` says that the record had left its register when that was last read as a whole.
    """
    seen = list(events)
    counting = recognitions_at(seen, reference_date)
    if counting:
        return _judge_event(counting[0], reference_date, gone=gone)
    later = [event for event in seen if event.recognised_on and event.level]
    if later:
        first = min(later, key=lambda event: event.recognised_on or date.max)
        when = f"{_label(first)} op {_day(first.recognised_on)}, na de ijkdatum"
        return Judged(RecognitionState.AFTER_DATE, when, first)
    undated = [event for event in seen if event.level]
    if undated:
        return Judged(RecognitionState.NO_DATE, f"{_label(undated[-1])}, geen datum bekend", undated[-1])
    return Judged(RecognitionState.UNKNOWN, "geen niveau bekend")


def _judge_event(event: RecognitionEvent, reference_date: date, *, gone: bool) -> Judged:
    day = event.recognised_on
    assert day is not None, "an event without a date never counts"
    refused = event.level == RecognitionLevel.NIET_ERKEND
    due = term_of(event)
    passed = due is not None and due < reference_date
    parts = [f"{_label(event)} op {_day(day)}"]
    if due is not None and passed:
        parts.append(f"termijn tot {_day(due)}")
    elif due is not None and event.is_conditional:
        parts.append(f"onder voorbehoud tot en met {_day(due)}")
    if event.in_reassessment:
        parts.append("in herbeoordeling")
    if gone:
        parts.append("staat niet meer in het register")
    return Judged(_state(event, refused=refused, passed=passed, gone=gone), ", ".join(parts), event, due)


def _state(event: RecognitionEvent, *, refused: bool, passed: bool, gone: bool) -> RecognitionState:
    """Return the first state that applies, the heaviest first."""
    applying = {
        RecognitionState.NOT_RECOGNISED: refused,
        RecognitionState.DISAPPEARED: gone,
        RecognitionState.CONDITIONAL: event.is_conditional and not passed,
        RecognitionState.IN_REASSESSMENT: event.in_reassessment,
        RecognitionState.TERM_PASSED: passed,
    }
    return next((state for state, applies in applying.items() if applies), RecognitionState.RECOGNISED)


def term_of(event: RecognitionEvent) -> date | None:
    """Return the last day of the term of ``event``; None when it has no day, no level, or says 'niet erkend'."""
    day = event.recognised_on
    if day is None or event.level in {"", RecognitionLevel.NIET_ERKEND}:
        return None
    if event.is_conditional:
        return condition_due(recognised_on=day)
    return reassessment_due(register=event.register, recognised_on=day)


def _label(event: RecognitionEvent) -> str:
    if event.level == RecognitionLevel.NIET_ERKEND:
        return "niet erkend"
    return f"erkend als {RecognitionLevel(event.level).label.lower()}"


def _day(day: date | None) -> str:
    return f"{day:%d-%m-%Y}"
