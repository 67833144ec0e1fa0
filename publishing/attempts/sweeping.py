"""Finding what was left: the queue is only a nudge, so a lost message may change nothing.

Due are: what a kind of work says is waiting, what failed and is to be tried again, and what a dead worker held.
"""

from collections.abc import Iterator
from datetime import datetime

from publishing.attempts.attempting import attempt_work
from publishing.attempts.held import Clock
from publishing.attempts.models import Attempt, State
from publishing.attempts.pausing import current_pause
from publishing.attempts.works import WORKS, Work


def due_subjects(work: Work, *, at: datetime) -> list[str]:
    """Return the subjects to begin with now, in order; nothing while the work is paused."""
    if current_pause() is not None:
        return []
    mine = Attempt.objects.filter(kind=work.kind)
    waiting = list(work.waiting(at))
    held = mine.newest().filter(subject__in=waiting)
    resting = {one.subject for one in held if _rests(one, at)}
    left = [*mine.silent_at(at).values_list("subject", flat=True)]
    left += mine.to_be_repeated_at(at).values_list("subject", flat=True)
    return list(dict.fromkeys(one for one in [*waiting, *left] if one not in resting))


def _rests(newest: Attempt, at: datetime) -> bool:
    """Whether there is nothing to do for now: somebody is at it, it is not its time yet, or a person has to look."""
    if newest.state == State.RUNNING:
        return not newest.is_silent_at(at)
    if newest.again_at is not None:
        return False
    return newest.state == State.GIVEN_UP or (newest.next_try_at is not None and newest.next_try_at > at)


def sweep(*, at: datetime) -> Iterator[tuple[str, str]]:
    """Yield kind and subject of everything that is due."""
    for work in WORKS.values():
        for subject in due_subjects(work, at=at):
            yield work.kind, subject


def do_all(work: Work, *, clock: Clock) -> int:
    """Do what is due of ``work``, and what that lets through, here and now; return how much was done."""
    seen: set[str] = set()
    done = 0
    while subjects := [one for one in due_subjects(work, at=clock()) if one not in seen]:
        for subject in subjects:
            seen.add(subject)
            done += attempt_work(work=work, subject=subject, clock=clock)
    return done
