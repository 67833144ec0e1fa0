"""Recognitions hold on the reference date, and preferably until the next release."""

import calendar
from collections.abc import Iterator
from datetime import date

from publishing.checks.base import Finding, Level, Surroundings, digest_of
from publishing.documents.base import Document
from publishing.documents.kinds.intervention import Intervention, Recognition

_REGISTERS = {"nji": "NJi", "gezonde-school": "Gezonde School"}
_NOT_RECOGNISED = "niet-erkend"


def late_recognitions(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """Find recognitions dated after the reference date; those of the day itself count (invariant 6)."""
    for recognition in _recognitions(document):
        if recognition.recognised_on > surroundings.reference_date:
            message = (
                f"De erkenning bij {_REGISTERS[recognition.register]} is van {recognition.recognised_on:%d-%m-%Y}, na "
                f"de ijkdatum {surroundings.reference_date:%d-%m-%Y}. Haal haar weg tot de volgende uitgave."
            )
            yield _finding(document, recognition, "recognition-after-reference-date", "blocking", message)


def passing_terms(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """Find recognitions whose term has passed, or passes before the reference date of next year's release."""
    until = _a_year_after(surroundings.reference_date)
    for recognition in _recognitions(document):
        if recognition.level == _NOT_RECOGNISED:
            continue
        due = surroundings.reassessment_due(register=recognition.register, recognised_on=recognition.recognised_on)
        if due < until:
            message = (
                f"De erkenning bij {_REGISTERS[recognition.register]} heeft een termijn tot {due:%d-%m-%Y}, vóór de "
                f"volgende uitgave (ijkdatum rond {until:%d-%m-%Y}). Kijk of het register opnieuw beoordeelde."
            )
            yield _finding(document, recognition, "term-passes", "warning", message)


def _recognitions(document: Document) -> list[Recognition]:
    return document.recognitions if isinstance(document, Intervention) else []


def _a_year_after(day: date) -> date:
    last = calendar.monthrange(day.year + 1, day.month)[1]
    return date(day.year + 1, day.month, min(day.day, last))


def _finding(document: Document, recognition: Recognition, rule: str, level: Level, message: str) -> Finding:
    return Finding(
        rule=rule,
        level=level,
        kind="interventie",
        id=document.id,
        field="erkenningen",
        message=message,
        digest=digest_of(recognition.register, recognition.record, recognition.recognised_on.isoformat()),
    )
