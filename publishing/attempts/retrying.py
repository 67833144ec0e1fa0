"""What a person can ask of work that went wrong or hangs. Each is on record, in the transaction that does it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from cms.accounts.models import User
from cms.acts.act import Subject
from cms.acts.refusals import records_refusals
from publishing.attempts.errors import AttemptError
from publishing.attempts.models import Attempt, State
from publishing.attempts.watching import named
from publishing.audit.actions import Action
from publishing.audit.recording import record

_AGAIN = (State.FAILED, State.LOST, State.GIVEN_UP)


def _subject(values: Any) -> Subject:
    attempt = values["attempt"]
    return Subject("poging", str(attempt.pk), f"het werk '{named(attempt)}'")


@records_refusals(Action.ATTEMPT_RETRIED, of=_subject, on=AttemptError)
@transaction.atomic
def ask_again(*, attempt: Attempt, reason: str, by: User, at: datetime) -> Attempt:
    """Let the work of ``attempt`` begin again, counting from one; raise AttemptError when that makes no sense.

    The caller hands the work out after the commit; the sweep does so too.
    """
    held = let_begin_again(attempt=attempt, reason=reason, by=by, at=at)
    subject = _subject({"attempt": held})
    record(action=Action.ATTEMPT_RETRIED, obj=subject, by=by, at=at, reason=held.again_reason)
    return held


def let_begin_again(*, attempt: Attempt, reason: str, by: User, at: datetime) -> Attempt:
    """Do as ``ask_again`` inside the caller's transaction, who puts on record what it is part of."""
    if not reason.strip():
        raise AttemptError("Geef een reden: wie dit later naleest, ziet waarom.")
    held = Attempt.objects.select_for_update().get(pk=attempt.pk)
    newest = Attempt.objects.filter(kind=held.kind, subject=held.subject).order_by("-token").first()
    if newest != held or held.state not in _AGAIN:
        raise AttemptError("Dit is intussen opnieuw gedaan. Ververs de pagina.")
    if held.again_at is not None:
        raise AttemptError("Iemand vroeg dit al opnieuw te doen. Het begint zo.")
    held.again_by, held.again_at, held.again_reason = by, at, reason.strip()
    held.save(update_fields=["again_by", "again_at", "again_reason"])
    return held


@transaction.atomic
def ask_to_take_over(*, attempt: Attempt, by: User, at: datetime) -> Attempt:
    """Put on record that ``by`` has another worker go on with what a silent one holds; raise AttemptError if it is not.

    The caller hands the work out after the commit. Who begins with it takes over, and the silent one writes no more.
    """
    held = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if not held.is_silent_at(at):
        raise AttemptError("Dit loopt niet (meer) vast. Er is niets veranderd.")
    record(action=Action.ATTEMPT_TAKEN_OVER, obj=_subject({"attempt": held}), by=by, at=at)
    return held
