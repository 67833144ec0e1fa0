"""How far a piece of work is, for the person who waits for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import TextChoices
from django.utils.timezone import localtime

from publishing.attempts.models import Attempt, State
from publishing.attempts.pausing import current_pause
from publishing.attempts.works import Work

LATE = timedelta(seconds=20)  # a worker that is free begins within a second
NOBODY = (
    "Nog niemand begon hieraan. Er draait geen achtergrondtaak, of zij is met iets anders bezig. Duurt het langer dan "
    "een paar minuten, vraag het dan de beheerder."
)
SILENT = "Wie hieraan begon, geeft geen teken van leven meer. Een andere taak neemt het over."


class Stage(TextChoices):
    """What people call it."""

    WAITING = "waiting", "wacht"
    BUSY = "busy", "bezig"
    DONE = "done", "klaar"
    FAILED = "failed", "mislukt"


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How it stands since ``since``; ``note`` says why nothing happens, or what went wrong."""

    stage: Stage
    since: datetime
    step: str = ""
    note: str = ""
    attempt: Attempt | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether it changes without anybody doing something: what failed does only when it is tried again."""
        return self.stage is not Stage.FAILED or (self.attempt is not None and self.attempt.next_try_at is not None)

    @property
    def mark(self) -> str:
        """What a page compares to see that something changed."""
        return f"{self.stage}.{self.step}.{bool(self.note)}"


def progress_of(work: Work, subject: str, *, asked_at: datetime, at: datetime) -> Progress:
    """Return how ``work`` on ``subject``, which ought to be done since ``asked_at``, stands at ``at``."""
    newest = Attempt.objects.filter(kind=work.kind, subject=subject).order_by("-token").first()
    if newest is None:
        return _waiting(asked_at, at)
    if newest.state == State.RUNNING and not newest.is_silent_at(at):
        return Progress(stage=Stage.BUSY, since=newest.started_at, step=newest.step, attempt=newest)
    if newest.state == State.DONE:
        return Progress(stage=Stage.DONE, since=newest.ended_at or asked_at, attempt=newest)
    if newest.again_at is not None:
        return _waiting(newest.again_at, at)
    if newest.state in (State.FAILED, State.GIVEN_UP):
        return Progress(stage=Stage.FAILED, since=newest.ended_at or asked_at, note=_failed(newest), attempt=newest)
    return _waiting(newest.heartbeat_at, at, unless_paused=SILENT)


def _failed(attempt: Attempt) -> str:
    if attempt.next_try_at is None:
        return attempt.error
    return f"{attempt.error} Om {localtime(attempt.next_try_at):%H:%M} wordt het vanzelf opnieuw geprobeerd."


def _waiting(since: datetime, at: datetime, *, unless_paused: str = "") -> Progress:
    pause = current_pause()
    if pause is not None:
        note = f"{pause.by} heeft het werk gepauzeerd: {pause.reason}"
    else:
        note = unless_paused or (NOBODY if at - since > LATE else "")
    return Progress(stage=Stage.WAITING, since=since, note=note)
