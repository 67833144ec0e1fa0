"""A clock that a test moves, and a visitor that stays at home and notes where it would have gone, and when."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cms.links.judging import Outcome, Validators
from cms.links.services import Pace, Run, check_links
from cms.links.status import LinkStatus
from tests.factories import content

START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
ALL_DAY = Pace(lasting=timedelta(hours=10))
OK = Outcome(LinkStatus.OK, 200)
DOWN = Outcome(LinkStatus.UNREACHABLE, 500, message="De site heeft een storing. (500)")


class StoppedClock:
    """Time passes only when somebody waits."""

    def __init__(self) -> None:
        self.time = START
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += timedelta(seconds=seconds)


@dataclass
class Diary:
    """A visitor that stays at home, and notes where it would have gone, and when."""

    clock: StoppedClock
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    seen: list[tuple[str, datetime]] = field(default_factory=list)
    asked_with: list[Validators] = field(default_factory=list)
    on_visit: Callable[[str], None] = lambda url: None

    def visit(self, url: str, *, known: Validators, at: datetime, pause: Callable[[], None]) -> Outcome:
        self.seen.append((url, self.clock.now()))
        self.asked_with.append(known)
        self.on_visit(url)
        return self.outcomes.get(url, OK)

    def run(self, pace: Pace = ALL_DAY) -> Run:
        return check_links(clock=self.clock, visitor=self, pace=pace)

    @property
    def urls(self) -> list[str]:
        return [url for url, _at in self.seen]


def stands(*urls: str) -> None:
    """Let the content hold a reference to each of these addresses."""
    for url in urls:
        content.reference(url, url=url)
