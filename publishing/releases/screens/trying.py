"""Having failed work done again from a screen that shows it."""

from functools import partial

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin import messages

from publishing.attempts.errors import AttemptError
from publishing.attempts.progress import Progress, Stage
from publishing.attempts.retrying import ask_again
from publishing.attempts.tasks import nudge

WHY = "Gevraagd op de pagina van de uitgave."


def try_again(request: HttpRequest, progress: Progress | None, *, told: str, why: str = WHY) -> None:
    """Let what failed begin again, on record with ``why``, and say ``told``; say so when nothing is to begin."""
    attempt = progress.attempt if progress is not None and progress.stage is Stage.FAILED else None
    if attempt is None:
        messages.info(request, "Dit is intussen opnieuw begonnen of al klaar. Er is niets veranderd.")
        return
    try:
        ask_again(attempt=attempt, reason=why, by=request.user, at=timezone.now())  # type: ignore[arg-type]  # signed in
    except AttemptError as error:
        messages.error(request, str(error))
        return
    transaction.on_commit(partial(nudge, attempt.kind, attempt.subject))
    messages.success(request, told)
