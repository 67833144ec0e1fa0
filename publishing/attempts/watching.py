"""What a person has to know: work that went wrong, hangs or is overdue, in whole sentences.

Each app adds watches of its own when it is ready: functions from a moment to sentences.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.utils.timezone import localtime

from publishing.attempts.models import Attempt, State
from publishing.attempts.works import WORKS

Watch = Callable[[datetime], Iterable[str]]
WATCHES: dict[str, Watch] = {}


def register_watch(name: str, watch: Watch) -> None:
    """Let ``watch`` be asked whenever somebody looks whether all is well."""
    WATCHES[name] = watch


def troubles(*, at: datetime) -> Iterator[str]:
    """Yield what is wrong now, one sentence each; nothing when all is well."""
    for attempt in Attempt.objects.newest().silent_at(at):
        yield f"{named(attempt)}: geen teken van leven sinds {localtime(attempt.heartbeat_at):%d-%m-%Y %H:%M}."
    for attempt in Attempt.objects.troubled():
        yield f"{named(attempt)}: {State(attempt.state).label}. {attempt.error}"
    for watch in WATCHES.values():
        yield from watch(at)


def named(attempt: Attempt) -> str:
    """Return what an attempt is about, in words."""
    work = WORKS.get(attempt.kind)
    return f"{attempt.kind} {attempt.subject}" if work is None else f"{work.label} {work.describe(attempt.subject)}"
