"""The pause switch: while it is on nothing new begins; what runs, finishes."""

from datetime import datetime

from django.db import transaction

from cms.accounts.models import User
from cms.acts.act import Subject
from cms.acts.refusals import records_refusals
from publishing.attempts.errors import AttemptError, PausedError
from publishing.attempts.models import PauseChange
from publishing.audit.actions import Action
from publishing.audit.recording import record

_WORK = Subject("werk", "alles", "het publiceren")


def current_pause() -> PauseChange | None:
    """Return who paused the work, when and why; None when it is not paused."""
    newest = PauseChange.objects.select_related("by").order_by("-pk").first()
    return newest if newest is not None and newest.is_paused else None


def check_not_paused() -> None:
    """Raise PausedError while the work is paused."""
    if (pause := current_pause()) is not None:
        raise PausedError(pause)


@records_refusals(Action.PUBLISHING_PAUSED, of=lambda _: _WORK, on=AttemptError)
@transaction.atomic
def pause_work(*, reason: str, by: User, at: datetime) -> PauseChange:
    """Let nothing new begin; raise AttemptError without a reason, or when it is paused already."""
    check_not_paused()
    return _changed(is_paused=True, reason=reason, by=by, at=at)


@records_refusals(Action.PUBLISHING_RESUMED, of=lambda _: _WORK, on=AttemptError)
@transaction.atomic
def resume_work(*, reason: str, by: User, at: datetime) -> PauseChange:
    """Let work begin again; raise AttemptError without a reason, or when it is not paused."""
    if current_pause() is None:
        raise AttemptError("Het werk is niet gepauzeerd.")
    return _changed(is_paused=False, reason=reason, by=by, at=at)


def _changed(*, is_paused: bool, reason: str, by: User, at: datetime) -> PauseChange:
    if not reason.strip():
        raise AttemptError("Geef een reden: wie dit later naleest, ziet waarom.")
    made = PauseChange.objects.create(is_paused=is_paused, reason=reason.strip(), by=by, at=at)
    action = Action.PUBLISHING_PAUSED if is_paused else Action.PUBLISHING_RESUMED
    record(action=action, obj=_WORK, by=by, at=at, reason=made.reason)
    return made
