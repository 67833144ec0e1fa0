"""Opening a closed round again, as long as no release came of it: something was seen too late, and is to be mended."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from cms.acts.refusals import records_refusals
from publishing.audit.actions import Action
from publishing.audit.recording import record
from publishing.rounds.audited import round_subject
from publishing.rounds.errors import RoundError
from publishing.rounds.models import Round, RoundReopening

_ANOTHER = "Er is al een andere ronde open. Sluit die eerst."


@records_refusals(Action.ROUND_REOPENED, of=lambda values: round_subject(values["round"]), on=RoundError)
@transaction.atomic
def reopen_round(*, round: Round, reason: str, by: Any, at: datetime) -> Round:
    """Open ``round`` again and keep who did so and why. Its reviews and verdicts stay, and count as far as they hold.

    Raise RoundError without a reason, for a round that is open or came out as a release, and while another is open.
    """
    held = Round.objects.select_for_update().get(pk=round.pk)
    if not reason.strip():
        raise RoundError("Zeg waarom de ronde weer open moet. Wie het later naleest, ziet die reden.")
    check_reopening(held)
    assert held.closed_at is not None
    RoundReopening.objects.create(round=held, reason=reason.strip(), by=by, at=at, was_closed_at=held.closed_at)
    held.closed_at, held.closed_by = None, None
    try:
        with transaction.atomic():
            held.save(update_fields=["closed_at", "closed_by"])
    except IntegrityError as error:
        raise RoundError(_ANOTHER) from error
    held.items.update(closing_state="", closing_digest="")
    record(action=Action.ROUND_REOPENED, obj=round_subject(held), by=by, at=at, reason=reason)
    return held


def check_reopening(round: Round) -> None:
    """Raise RoundError when ``round`` is open, came out as a release, or another one is open."""
    if round.published_in:
        raise RoundError(f"{round} is uitgebracht als {round.published_in}. Wat nu nog anders moet, is een correctie.")
    if round.closed_at is None:
        raise RoundError(f"{round} is al open.")
    if Round.objects.open().exists():
        raise RoundError(_ANOTHER)
