"""How the installation stands, as values: what the page and the metrics are made of, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min
from django.utils.timezone import localdate

from publishing.attempts.models import Attempt, State
from publishing.attempts.wanted import still_wanted
from publishing.audit.models import AuditEvent, Result
from publishing.backups.recorded import last_backup, last_rehearsal
from publishing.releases.models import LIVE, Alarm, Channel, OutboxEntry
from publishing.releases.nightly.work import KIND as VERIFY
from publishing.status.models import StoreSize
from publishing.status.queues import Queue, read_queues
from publishing.status.schedules import Schedule, read_schedules

GROWTH_OVER = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """How it stands ``at`` a moment."""

    at: datetime
    attempts: dict[str, int]  # how each piece of work stands, by state of its newest attempt
    waiting: int  # deliveries that wait for us; who does not say yes is told of with the receivers
    oldest_waiting: datetime | None
    generation: int
    current: str
    store: StoreSize | None
    store_before: StoreSize | None
    verified_at: datetime | None
    backup_at: datetime | None
    rehearsed_at: datetime | None
    alarms: int
    schedules: list[Schedule]
    queues: list[Queue]

    @property
    def beat_at(self) -> datetime | None:
        """The last sign of life of beat: the newest run of anything that it asks for."""
        return max((one.last for one in self.schedules if one.last), default=None)


def read_facts(*, at: datetime) -> Facts:
    """Return how it stands: a fixed number of queries, however much there is."""
    states = still_wanted(Attempt.objects.newest()).order_by().values_list("state").annotate(Count("pk"))
    waiting = OutboxEntry.objects.held_up_here().order_by().aggregate(n=Count("pk"), oldest=Min("created_at"))
    channel = Channel.objects.select_related("current").filter(name=LIVE).first()
    verified = Attempt.objects.filter(kind=VERIFY, state=State.DONE).order_by("-ended_at")
    sizes = StoreSize.objects.order_by("-day")
    backup = last_backup()
    return Facts(
        at=at,
        attempts=dict.fromkeys(State.values, 0) | dict(states),
        waiting=waiting["n"],
        oldest_waiting=waiting["oldest"],
        generation=channel.generation if channel else 0,
        current=channel.current.number if channel and channel.current else "",
        store=sizes.first(),
        store_before=sizes.filter(day__lte=localdate(at - GROWTH_OVER)).first(),
        verified_at=verified.values_list("ended_at", flat=True).first(),
        backup_at=backup.at if backup else None,
        rehearsed_at=last_rehearsal(),
        alarms=Alarm.objects.standing().count(),
        schedules=read_schedules(at=at),
        queues=read_queues(),
    )


def last_act(action: str) -> datetime | None:
    """Return when an act was done last, by what is on record."""
    done = AuditEvent.objects.filter(action=action, result=Result.DONE).order_by("-at")
    return done.values_list("at", flat=True).first()
