"""Another reference date or deadline for an open round."""

from datetime import date

from django.db import transaction

from publishing.rounds.held import hold_open_round
from publishing.rounds.models import Round
from publishing.rounds.opening import check_reference_date


@transaction.atomic
def reschedule_round(*, round: Round, reference_date: date, deadline: date, confirmed: bool = False) -> Round:
    """Give ``round`` other dates. Verdicts on another date no longer hold, nor reviews of what reads otherwise now.

    Raise DateBeforeBaseError like ``open_round``; RoundError when the round is closed.
    """
    held = hold_open_round(round.pk)
    check_reference_date(reference_date, held.base_reference_date, confirmed=confirmed)
    held.reference_date, held.deadline = reference_date, deadline
    held.save(update_fields=["reference_date", "deadline"])
    return held
