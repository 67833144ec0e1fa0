"""How everything outside a request stands now: what runs, what is stuck or failed, and what was delivered."""

from dataclasses import dataclass
from datetime import datetime

from publishing.attempts.models import Attempt, PauseChange, State
from publishing.attempts.pausing import current_pause
from publishing.attempts.watching import named
from publishing.releases.delivering.receivers import label_of
from publishing.releases.delivering.work import DELIVERY, describe_entry
from publishing.releases.models import OutboxEntry

MOST = 25  # of each list; the newest


@dataclass(frozen=True, kw_only=True)
class ShownAttempt:
    """An attempt in words. ``entry`` is the key of the delivery that it is about, if it is about one."""

    attempt: Attempt
    name: str
    entry: str = ""

    @property
    def is_final(self) -> bool:
        """Whether nobody tries it again by itself."""
        return self.attempt.state == State.GIVEN_UP and self.attempt.again_at is None


@dataclass(frozen=True, kw_only=True)
class ShownEntry:
    """A delivery in words."""

    entry: OutboxEntry
    label: str
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Overview:
    """What the screen shows."""

    pause: PauseChange | None
    turns: list[PauseChange]
    running: list[ShownAttempt]
    stuck: list[ShownAttempt]
    failed: list[ShownAttempt]
    more_failed: int
    waiting: list[ShownEntry]
    more_waiting: int
    delivered: list[ShownEntry]

    @property
    def is_quiet(self) -> bool:
        """Whether everything is delivered and nothing runs."""
        return not (self.running or self.stuck or self.failed or self.waiting)


def read_overview(*, at: datetime) -> Overview:
    """Return how it stands at ``at``."""
    troubled = Attempt.objects.troubled().order_by("-ended_at")
    lists = (
        troubled.select_related("again_by"),
        Attempt.objects.at_work_at(at).order_by("started_at"),
        Attempt.objects.silent_at(at).order_by("started_at"),
    )
    failed, running, stuck = _all_shown([list(each[:MOST]) for each in lists])
    answered = {one.entry for one in failed}
    waiting = [one for one in OutboxEntry.objects.waiting() if str(one.pk) not in answered]
    deliverable = set(OutboxEntry.objects.deliverable().values_list("pk", flat=True))
    delivered = OutboxEntry.objects.exclude(delivered_at=None).order_by("-delivered_at", "-pk")
    return Overview(
        pause=current_pause(),
        turns=list(PauseChange.objects.select_related("by")[:5]),
        running=running,
        stuck=stuck,
        failed=failed,
        more_failed=max(0, troubled.count() - MOST),
        waiting=[_waiting(one, is_held_up=one.pk not in deliverable) for one in waiting[:MOST]],
        more_waiting=max(0, len(waiting) - MOST),
        delivered=[
            ShownEntry(entry=one, label=label_of(one.kind))
            for one in delivered.prefetch_related("deliveries", "redeliveries__by")[:MOST]
        ],
    )


def _all_shown(lists: list[list[Attempt]]) -> list[list[ShownAttempt]]:
    """Return attempts in words; the deliveries that they are about are read at once."""
    deliveries = {int(one.subject) for each in lists for one in each if one.kind == DELIVERY.kind}
    entries = OutboxEntry.objects.in_bulk(deliveries)
    return [[_shown(one, entries) for one in each] for each in lists]


def _shown(attempt: Attempt, entries: dict[int, OutboxEntry]) -> ShownAttempt:
    if attempt.kind != DELIVERY.kind:
        return ShownAttempt(attempt=attempt, name=named(attempt))
    entry = entries.get(int(attempt.subject))
    about = attempt.subject if entry is None else describe_entry(entry)
    return ShownAttempt(attempt=attempt, name=f"{DELIVERY.label} {about}", entry=attempt.subject)


def _waiting(entry: OutboxEntry, *, is_held_up: bool) -> ShownEntry:
    why = "Wacht tot de catalogus is bijgewerkt." if is_held_up else "Is binnen een minuut aan de beurt."
    return ShownEntry(entry=entry, label=label_of(entry.kind), why=why)
