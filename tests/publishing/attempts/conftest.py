from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from publishing.attempts.held import Held
from publishing.attempts.steps import Step, reach
from publishing.attempts.works import WORKS, Work

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


class SweepingStep(Step):
    """The steps of a kind of work that exists in tests only."""

    BEGUN = "begonnen"
    SWEPT = "geveegd"


@dataclass
class Clock:
    """A clock that stands still until it is told to go on."""

    now: datetime = AT

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: int) -> None:
        self.now += timedelta(**time)


@dataclass
class Yard:
    """Something to sweep. ``broken`` is raised in the middle."""

    swept: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    broken: Exception | None = None

    def sweep(self, subject: str, held: Held) -> None:
        reach(SweepingStep.BEGUN)
        if self.broken is not None:
            raise self.broken
        self.swept.append(subject)
        if subject in self.left:
            self.left.remove(subject)
        reach(SweepingStep.SWEPT)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def yard() -> Yard:
    return Yard()


@pytest.fixture
def work(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> Work:
    """A kind of work that stands alone in the registry."""
    made = Work(
        kind="sweep-yard",
        label="Vegen van",
        steps=SweepingStep,
        run=yard.sweep,
        waiting=lambda at: list(yard.left),
        expected=(OSError,),
        lease=timedelta(minutes=10),
        pauses=(timedelta(minutes=1), timedelta(minutes=5)),
    )
    for kind in list(WORKS):
        monkeypatch.delitem(WORKS, kind)
    monkeypatch.setitem(WORKS, made.kind, made)
    return made
