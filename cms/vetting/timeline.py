"""What the registers said about an intervention over the years, to show on its screens."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cms.vetting.levels import Register
from cms.vetting.models import Observation
from cms.vetting.newest_events import recognitions_at
from cms.vetting.recognition_state import term_of


@dataclass(frozen=True)
class Moment:
    """One observation in a timeline; ``due`` is the last day of its term, when it has one."""

    observation: Observation
    counts: bool
    after: bool
    due: date | None
    passed: bool


@dataclass(frozen=True)
class Record:
    """Everything seen of one record in one register, newest first; ``record`` as it was written last."""

    register: str
    record: str
    moments: list[Moment]


def timeline(observations: Iterable[Observation], day: date) -> list[Record]:
    """Return the observations by register and record, with what counts on ``day``. Retracted ones are shown too."""
    seen = sorted(observations, key=lambda observation: observation.pk)
    counting = {event.pk for event in recognitions_at([event for event in seen if event.retracted_at is None], day)}
    records: dict[tuple[str, str], list[Moment]] = {}
    for event in sorted(seen, key=lambda event: (event.recognised_on or date.min, event.pk), reverse=True):
        records.setdefault((event.register, event.record_key), []).append(_moment(event, counting, day))
    return [
        Record(Register(register).label, moments[0].observation.record, moments)
        for (register, _), moments in sorted(records.items(), key=lambda item: item[0])
    ]


def _moment(event: Observation, counting: set[int], day: date) -> Moment:
    due = term_of(event)
    return Moment(
        observation=event,
        counts=event.pk in counting,
        after=event.recognised_on is not None and event.recognised_on > day,
        due=due,
        passed=due is not None and due < day,
    )


def summary(observations: Iterable[Observation], day: date) -> str:
    """Return what counts on ``day`` in one line: ``NJi: Goed onderbouwd (2022)``; empty when nothing does."""
    return ", ".join(
        f"{Register(event.register).short}: {event.get_level_display()} ({event.recognised_on:%Y})"
        for event in recognitions_at(sorted(observations, key=lambda observation: observation.pk), day)
    )
