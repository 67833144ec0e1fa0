"""An explanation as lines for a terminal."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from cms.vetting.explaining.explanation import Explanation, ToldRecord, ToldVerdict


def as_text(told: Explanation) -> str:
    """Return ``told`` as text of some tens of lines."""
    return "\n".join(_lines(told))


def _lines(told: Explanation) -> Iterator[str]:
    yield f"{told.name} ({told.uid})"
    yield f"Ronde {told.round_year}, ijkdatum {told.reference_date:%d-%m-%Y}: {told.outcome.upper()}"
    yield told.sentence
    yield f"Regel: {told.rule}"
    if told.changes:
        yield from ("", "Anders dan het oordeel zag")
        yield from (f"  {change}" for change in told.changes)
    yield from ("", "Erkenningen op de ijkdatum")
    for record in told.records:
        yield from _record(record)
    if not told.records:
        yield "  Er is geen enkele waarneming."
    yield from ("", "Oordelen")
    for verdict in told.verdicts:
        yield from _verdict(verdict)
    if not told.verdicts:
        yield "  Er is nog niets voorgesteld."


def _record(record: ToldRecord) -> Iterator[str]:
    yield f"  {record.register}, {record.record}: {record.reason} [{record.state}]"
    yield f"    Regel: {record.rule}"
    for one in record.observations:
        day = f"{one.recognised_on:%d-%m-%Y}" if one.recognised_on else "geen datum"
        yield f"    - {one.said}, {day}: {one.why}. Bron: {one.source}. {one.entered_by}, {_day(one.entered_at)}"


def _verdict(verdict: ToldVerdict) -> Iterator[str]:
    mark = "*" if verdict.decides else "-"
    yield f"  {mark} {verdict.proposal}: {verdict.reason} ({verdict.proposed_by}, {_day(verdict.proposed_at)})"
    why = f": {verdict.decision_reason}" if verdict.decision_reason else ""
    who = f" ({verdict.decided_by}, {_day(verdict.decided_at)})" if verdict.decided_at else ""
    yield f"    {verdict.outcome}{why}{who}"
    for one in verdict.evidence:
        extra = "".join([f" ({one.note})" if one.note else "", f" sha256 {one.sha256}" if one.sha256 else ""])
        yield f"    bewijs: {one.kind} {one.what}{extra}"


def _day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%d-%m-%Y}"
