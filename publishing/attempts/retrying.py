"""Another go at work that went wrong, because a person asks for it."""

from datetime import datetime

from django.db import transaction

from cms.accounts.models import User
from publishing.attempts.errors import AttemptError
from publishing.attempts.models import Attempt, State

_AGAIN = (State.FAILED, State.LOST, State.GIVEN_UP)


@transaction.atomic
def ask_again(*, attempt: Attempt, reason: str, by: User, at: datetime) -> Attempt:
    """Let the work of ``attempt`` begin again, counting from one; raise AttemptError when that makes no sense.

    The caller hands the work out after the commit; the sweep does so too.
    """
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
