"""Changes to observations: they are added and taken back, never edited."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from cms.content.models import Intervention
from cms.vetting.levels import Register
from cms.vetting.models import RETRACTION, Consultation, Observation, ObservationError


@transaction.atomic
def record_observation(
    *,
    intervention: Intervention,
    register: Register | str,
    record: str,
    raw_label: str,
    recognised_on: date | None,
    by: Any,
    at: datetime,
    in_reassessment: bool = False,
    is_conditional: bool = False,
    url: str = "",
    source: str = "",
) -> Observation:
    """Add a recognition event; raise ValidationError for a label that the register does not have.

    ``source`` is the SHA-256 of the file that says so, empty when a person typed it. Raise ObservationError when the
    intervention is gone, or was merged while somebody typed.
    """
    held = Intervention.objects.select_for_update().filter(pk=intervention.pk)  # an import compares under this lock
    if held.first() is None:
        raise ObservationError(f"'{intervention}' is intussen verwijderd of samengevoegd. Zoek haar opnieuw op.")
    observation = Observation(
        intervention=intervention,
        register=register,
        record=record.strip(),
        raw_label=raw_label.strip(),
        recognised_on=recognised_on,
        in_reassessment=in_reassessment,
        is_conditional=is_conditional,
        url=url,
        source=source,
        entered_by=by,
        entered_at=at,
    )
    observation.full_clean()
    observation.save()
    return observation


@transaction.atomic
def retract_observation(*, observation: Observation, by: Any, reason: str, at: datetime) -> Observation:
    """Take ``observation`` back as an error of entry; raise ObservationError without a reason or when it was done."""
    held = Observation.objects.select_for_update().get(pk=observation.pk)
    if held.retracted_at is not None:
        raise ObservationError("Deze waarneming is al ingetrokken.")
    if not reason.strip():
        raise ObservationError("Geef een reden waarom deze waarneming niet klopt.")
    held.retracted_at, held.retracted_by, held.retraction_reason = at, by, reason.strip()
    held.save(update_fields=sorted(RETRACTION))
    return held


def record_consultation(
    *, observation: Observation, by: Any, at: datetime, found: bool = True, source: str = ""
) -> Consultation:
    """Note that the record of ``observation`` was looked up again: still so, or (not ``found``) gone."""
    return Consultation.objects.create(
        observation=observation, found=found, source=source, consulted_by=by, consulted_at=at
    )
