"""Why work cannot begin, cannot go on, or went wrong. The message is Dutch: a person reads it."""

from datetime import timedelta

from django.utils.timezone import localtime

from publishing.attempts.models import Attempt, PauseChange


class AttemptError(Exception):
    """Work cannot begin or go on."""


class BusyError(AttemptError):
    """Somebody is at it. ``attempt`` is theirs."""

    def __init__(self, attempt: Attempt, label: str) -> None:
        since = localtime(attempt.started_at)
        super().__init__(f"{label}: hier is {attempt.worker} al mee bezig, sinds {since:%d-%m-%Y %H:%M}.")
        self.attempt = attempt


class PausedError(AttemptError):
    """Nothing begins while the pause switch is on."""

    def __init__(self, change: PauseChange) -> None:
        since = localtime(change.at)
        super().__init__(f"{change.by} heeft het werk gepauzeerd op {since:%d-%m-%Y %H:%M}: {change.reason}")


class NotNowError(AttemptError):
    """The work failed before, and its next try is later or only when a person asks."""


class LostLeaseError(AttemptError):
    """Another worker took over: this one may write nothing more."""

    def __init__(self, kind: str, subject: str, token: int) -> None:
        super().__init__(f"Poging {token} aan {kind} {subject} is overgenomen. Deze taak schrijft niets meer.")


class WorkError(Exception):
    """The work went wrong. ``permanent``: trying again gives the same; ``wait``: it makes no sense any sooner."""

    def __init__(
        self, message: str, *, detail: str = "", permanent: bool = False, wait: timedelta = timedelta(0)
    ) -> None:
        super().__init__(message)
        self.detail, self.permanent, self.wait = detail, permanent, wait
