"""The kinds of work that go through attempts. Each app adds its own when it is ready; the sweep does them all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from publishing.attempts.steps import Step

if TYPE_CHECKING:
    from publishing.attempts.held import Held

MINUTE = timedelta(minutes=1)


def _nothing(_: object) -> Iterable[str]:
    return ()


def _none() -> Iterable[str]:
    return ()


def _as_it_is(subject: str) -> str:
    return subject


@dataclass(frozen=True, kw_only=True)
class Work:
    """A kind of work. Doing it twice is harmless, for that is what happens when a worker dies.

    ``run`` does it for one subject and raises on failure; ``expected`` are the errors whose words a person can read.
    ``waiting`` gives the subjects that ought to be worked on at a moment, in order, whether or not anybody was told.
    ``behind`` gives the subjects that waited for this one, ``unwanted`` those that nobody waits for any more. After
    each failure there is a pause, the last for good: those of ``pauses``, or what ``schedule`` says of the subject.
    """

    kind: str
    label: str  # Dutch, as in "pakket maken"
    steps: type[Step]
    run: "Callable[[str, Held], None]"
    waiting: Callable[[datetime], Iterable[str]] = _nothing
    behind: Callable[[str], Iterable[str]] = _nothing
    unwanted: Callable[[], Iterable[str]] = _none
    describe: Callable[[str], str] = _as_it_is
    expected: tuple[type[Exception], ...] = ()
    lease: timedelta = 10 * MINUTE
    pauses: tuple[timedelta, ...] = (MINUTE, 5 * MINUTE, 15 * MINUTE)
    schedule: Callable[[str], tuple[timedelta, ...]] | None = None

    def pauses_of(self, subject: str) -> tuple[timedelta, ...]:
        """Return how long is waited after each failure at ``subject``."""
        return self.pauses if self.schedule is None else self.schedule(subject)


WORKS: dict[str, Work] = {}


def register_work(work: Work) -> None:
    """Let ``work`` be swept and shown."""
    WORKS[work.kind] = work
