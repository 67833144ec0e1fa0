"""The records that an explanation tells about, each with everything that was seen of it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from cms.content.models import Intervention
from cms.vetting.explaining.explanation import ToldObservation, ToldRecord
from cms.vetting.explaining.rules import RULES
from cms.vetting.fact import RecognitionFact
from cms.vetting.levels import Register
from cms.vetting.models import Observation
from cms.vetting.recognition_state import RecognitionState


def told_records(
    intervention: Intervention | None, facts: Iterable[RecognitionFact], reference_date: date
) -> list[ToldRecord]:
    """Return each of ``facts`` with the rule behind it and every observation of its record, newest first. One query."""
    seen: defaultdict[tuple[str, str], list[Observation]] = defaultdict(list)
    if intervention is not None:
        for event in Observation.objects.filter(intervention=intervention).select_related("entered_by").order_by("-pk"):
            seen[event.register, event.record_key].append(event)
    return [
        ToldRecord(
            register=Register(fact.register).label,
            record=fact.record,
            state=RecognitionState(fact.state).label,
            reason=fact.reason,
            rule=RULES[fact.state],
            observations=[_told(event, fact, reference_date) for event in seen[fact.register, fact.record]],
        )
        for fact in facts
    ]


def _told(event: Observation, fact: RecognitionFact, reference_date: date) -> ToldObservation:
    counts = event.pk == fact.observation
    return ToldObservation(
        said=event.raw_label or "geen niveau",
        recognised_on=event.recognised_on,
        counts=counts,
        why="telt" if counts else _why_not(event, reference_date),
        source=event.url or (f"bestand {event.source[:12]}" if event.source else "met de hand ingevoerd, zonder adres"),
        entered_at=event.entered_at,
        entered_by=str(event.entered_by or "ingelezen"),
    )


def _why_not(event: Observation, reference_date: date) -> str:
    if event.retracted_at is not None:
        return f"ingetrokken: {event.retraction_reason}"
    if event.recognised_on is None or not event.level:
        return "telt niet: zonder datum of niveau"
    if event.recognised_on > reference_date:
        return "telt niet: na de ijkdatum"
    return "opgevolgd door een andere waarneming"
