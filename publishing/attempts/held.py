"""The hold of one worker on one piece of work."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from publishing.attempts.errors import LostLeaseError
from publishing.attempts.models import Attempt, State
from publishing.attempts.steps import Step
from publishing.attempts.works import Work

Clock = Callable[[], datetime]


def running_from(at: datetime) -> Clock:
    """Return a clock that says ``at`` now and runs on: a lease that is renewed has to move along with the work."""
    began = time.monotonic()
    return lambda: at + timedelta(seconds=time.monotonic() - began)


@dataclass(frozen=True, kw_only=True)
class Held:
    """An attempt that is ours until another takes over. ``clock`` comes from the edge."""

    work: Work
    subject: str
    pk: int
    token: int
    number: int
    clock: Clock

    def check(self, now: datetime) -> None:
        """Refuse by LostLeaseError when another took over; call it first in the transaction that writes.

        The row is the lock: until that transaction ends nobody can take over. A lease that has passed while nobody
        took over is still ours.
        """
        mine = Attempt.objects.select_for_update().filter(pk=self.pk, token=self.token, state=State.RUNNING)
        if mine.first() is None:
            raise self._lost()
        self._renew(now)

    def beat(self) -> None:
        """Give a sign of life; raise LostLeaseError when another took over."""
        self._renew(self.clock())

    def note(self, step: Step) -> None:
        """Write down a step of this work, which is a sign of life too; raise LostLeaseError as ``beat`` does."""
        if isinstance(step, self.work.steps):
            self._renew(self.clock(), step=str(step.value))

    def finish(self) -> None:
        """Write down that it is done; raise LostLeaseError."""
        self._end(state=State.DONE, error="", detail="")

    def fail(self, error: str, *, detail: str = "", permanent: bool = False, wait: timedelta = timedelta(0)) -> None:
        """Write down what went wrong, and when to try again if that makes sense; raise LostLeaseError.

        The next try comes after the pause of the work, and not before ``wait`` has passed.
        """
        pauses = self.work.pauses_of(self.subject)
        last = permanent or self.number > len(pauses)
        self._end(
            state=State.GIVEN_UP if last else State.FAILED,
            error=error,
            detail=detail,
            next_try_at=None if last else self.clock() + max(pauses[self.number - 1], wait),
        )

    def _renew(self, now: datetime, **fields: object) -> None:
        fields |= {"heartbeat_at": now, "lease_until": now + self.work.lease}
        if not Attempt.objects.filter(pk=self.pk, state=State.RUNNING).update(**fields):
            raise self._lost()

    @transaction.atomic
    def _end(self, **fields: object) -> None:
        if not Attempt.objects.filter(pk=self.pk, state=State.RUNNING).update(ended_at=self.clock(), **fields):
            raise self._lost()

    def _lost(self) -> LostLeaseError:
        return LostLeaseError(self.work.kind, self.subject, self.token)
