"""Writes down that somebody signed in, signed out, or could not: by number, never by what was typed."""

import logging
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from structlog.contextvars import bind_contextvars

logger = logging.getLogger(__name__)


@receiver(user_logged_in, dispatch_uid="cms.logs.signed_in")
def signed_in(*, user: Any, **_kwargs: Any) -> None:
    """From here on the lines of this request are of this person."""
    bind_contextvars(user_id=str(user.pk))
    _tell("person.signed-in", user.pk, "gelukt")


@receiver(user_logged_out, dispatch_uid="cms.logs.signed_out")
def signed_out(*, user: Any, **_kwargs: Any) -> None:
    if user is not None:
        _tell("person.signed-out", user.pk, "gelukt")


@receiver(user_login_failed, dispatch_uid="cms.logs.sign_in_failed")
def sign_in_failed(**_kwargs: Any) -> None:
    """Whose name was tried is not told: people type their password there."""
    _tell("person.signed-in", None, "geweigerd", level=logging.WARNING)


def _tell(action: str, actor: int | None, result: str, *, level: int = logging.INFO) -> None:
    said = {"actie": action, "object": "werkplaats", "resultaat": result, "oorsprong": "scherm", "actor": actor}
    logger.log(level, "act", extra=said)
