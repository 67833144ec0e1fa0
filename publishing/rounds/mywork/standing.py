"""Where the year stands: what everybody's work follows from, read once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum, auto

from publishing.rounds.models import Round, RoundItem
from publishing.rounds.mywork.candidates import Candidate, InWork
from publishing.rounds.mywork.values import Judgement, Team
from publishing.rounds.readiness import OpenPoint
from publishing.rounds.worklist import Row, Worklist


class Phase(StrEnum):
    """Where the year is."""

    NO_ROUND = auto()
    OPEN = auto()
    READY = auto()  # nothing stands between the open round and its closing
    CLOSED = auto()  # closed, and not published yet


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The newest round with all that was read about it. ``worklist`` is None unless that round is open.

    ``mentions`` are the items with a comment that waits for an answer, by the person whom it names. ``released`` is the
    number of the release that the round led to, empty as long as there is none. ``in_work`` are the candidates and
    corrections, also when no round is open.
    """

    today: date
    team: Team
    round: Round | None = None
    worklist: Worklist | None = None
    points: tuple[OpenPoint, ...] = ()
    missing_texts: int = 0
    blocking_findings: int = 0
    judgements: tuple[Judgement, ...] = ()
    mentions: Mapping[int, tuple[RoundItem, ...]] = field(default_factory=dict)
    released: str = ""
    in_work: InWork = field(default_factory=InWork)

    @property
    def candidate(self) -> Candidate | None:
        """The candidate that was made of the round."""
        year = self.round and self.round.year
        return next((one for one in self.in_work.candidates if one.year == year is not None), None)

    @property
    def phase(self) -> Phase:
        """Where the year is."""
        if self.worklist is not None:
            return Phase.OPEN if self.points else Phase.READY
        if self.round is None or self.released:
            return Phase.NO_ROUND
        return Phase.CLOSED

    @property
    def rows(self) -> list[Row]:
        """The rows of the open round; none without one."""
        return self.worklist.rows if self.worklist else []


@dataclass(frozen=True)
class NextDate:
    """A date that people work towards, and in how many days that is; negative when it has passed."""

    label: str
    day: date
    days: int


def next_date(round: Round, *, today: date) -> NextDate:
    """Return which date of ``round`` comes first from ``today`` on; the deadline when both have passed."""
    dates = {"ijkdatum": round.reference_date, "uiterste datum": round.deadline}
    coming = [(day, label) for label, day in dates.items() if day >= today]
    day, label = min(coming, default=(round.deadline, "uiterste datum"))
    return NextDate(label, day, (day - today).days)
