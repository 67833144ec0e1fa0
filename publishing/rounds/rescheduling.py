"""Another reference date or deadline for an open round."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from publishing.audit.actions import Action
from publishing.audit.recording import record
from publishing.rounds.audited import round_subject
from publishing.rounds.held import hold_open_round
from publishing.rounds.models import Round
from publishing.rounds.opening import check_reference_date


@transaction.atomic
def reschedule_round(
    *,
    round: Round,
    reference_date: date,
    deadline: date,
    by: Any,
    at: datetime,
    confirmed: bool = False,
    look: Callable[[Round], None] = lambda _: None,
) -> Round:
    """Give ``round`` other dates. Verdicts on another date no longer hold, nor reviews of what reads otherwise now.

    Raise DateBeforeBaseError like ``open_round``; RoundError when the round is closed. ``look`` is called with the row
    under its lock, and raises where it may not be changed after all.
    """
    held = hold_open_round(round.pk)
    look(held)
    check_reference_date(reference_date, held.base_reference_date, confirmed=confirmed)
    held.reference_date, held.deadline = reference_date, deadline
    held.save(update_fields=["reference_date", "deadline"])
    dates = {"ijkdatum": reference_date.isoformat(), "uiterste datum": deadline.isoformat()}
    record(action=Action.ROUND_RESCHEDULED, obj=round_subject(held), by=by, at=at, details=dates)
    return held
