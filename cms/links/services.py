"""The link check: what stands in the content is visited, politely, and what was found is written down. Nothing else is.

1. A run begins with the addresses that stand in the content now; those that no longer do lose their row.
2. One request to a host at a time, and a pause after each: a run takes a turn at a host (VisitedHost), which no second
   run can have, and then the address of that host that was not visited for the longest time.
3. Nothing of the database is held during a visit. What it found is written at once, if the turn still holds: a run that
   was killed is taken up by the next one where it was, when its turn is over.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction
from django.db.models import Min, Q

from cms.links.addresses import places_in_content
from cms.links.judging import Outcome, Validators
from cms.links.models import CheckedLink, VisitedHost
from cms.links.models.checked_link import key_of
from cms.links.models.visited_host import TURN
from cms.links.status import LinkStatus

NOT_AGAIN_WITHIN = timedelta(hours=1)  # however often somebody asks
_BATCH = 500


class Clock(Protocol):
    """Where a run gets the time, and how it waits."""

    def now(self) -> datetime: ...

    def sleep(self, seconds: float) -> None: ...


class Visits(Protocol):
    """Somebody who visits an address (cms.links.visiting.Visitor)."""

    def visit(self, url: str, *, known: Validators, at: datetime, pause: Callable[[], None]) -> Outcome: ...


@dataclass(frozen=True)
class Pace:
    """How long a run lasts, how many addresses it visits, and how long each host is left alone after a request."""

    addresses: int = 100
    lasting: timedelta = timedelta(seconds=30)
    pause: timedelta = timedelta(seconds=2)


@dataclass(frozen=True)
class Run:
    """What a run did: addresses visited, and whether more can be visited right after it."""

    visited: int
    more: bool


def check_links(*, clock: Clock, visitor: Visits, pace: Pace) -> Run:
    """Visit what is due, longest not visited first, until all is done or ``pace`` says enough."""
    begun = clock.now()
    renew_addresses(at=begun)
    visited, end = 0, begun + pace.lasting
    while visited < pace.addresses and clock.now() < end:
        host = _next_host(clock.now())
        if host is not None:
            visited += _visit_one(host, clock, visitor, pace)
            continue
        wait = _wait(clock.now())
        if wait is None or clock.now() + wait >= end:
            break
        clock.sleep(wait.total_seconds())
    wait = _wait(clock.now())
    return Run(visited=visited, more=visited > 0 and wait is not None and wait <= pace.lasting)


def renew_addresses(*, at: datetime) -> None:
    """Give every address in the content a row, and take the rows of other addresses away."""
    standing = {key_of(url): url for url, _place in places_in_content()}
    known = set(CheckedLink.objects.values_list("key", flat=True))
    new = {key: url for key, url in standing.items() if key not in known}
    names = {_host_name(url) for url in new.values()}
    VisitedHost.objects.bulk_create(
        [VisitedHost(name=name, free_at=at) for name in sorted(names)], batch_size=_BATCH, ignore_conflicts=True
    )
    hosts = {host.name: host for host in VisitedHost.objects.all()}
    CheckedLink.objects.bulk_create(
        [CheckedLink(key=key, url=url, host=hosts[_host_name(url)], due_at=at) for key, url in new.items()],
        batch_size=_BATCH,
        ignore_conflicts=True,
    )
    gone = sorted(known - standing.keys())
    for start in range(0, len(gone), _BATCH):
        CheckedLink.objects.filter(key__in=gone[start : start + _BATCH]).delete()
    # A host that asked for patience keeps its row: taking an address out and putting it back is no way around. So does
    # one that another run may just have made, and not linked yet.
    VisitedHost.objects.filter(links=None, free_at__lte=at - TURN).delete()


def ask_for_visits(*, at: datetime) -> int:
    """Let the next runs visit every address that was not visited in the last hour; return how many there are."""
    waiting = Q(checked_at=None) | Q(checked_at__lte=at - NOT_AGAIN_WITHIN)
    CheckedLink.objects.filter(waiting, due_at__gt=at).update(due_at=at)
    return CheckedLink.objects.due(at=at).count()


def _host_name(url: str) -> str:
    return (urlsplit(url).hostname or "")[:255]


def _next_host(at: datetime) -> VisitedHost | None:
    """Return the host whose turn it is: of those that are free, the one that was left alone for the longest time."""
    due = CheckedLink.objects.due(at=at).values("host")
    return VisitedHost.objects.filter(pk__in=due, free_at__lte=at).order_by("free_at", "pk").first()


def _wait(at: datetime) -> timedelta | None:
    """Return how long until a host with something due is free; None when nothing is due."""
    due = CheckedLink.objects.due(at=at).values("host")
    free_at = VisitedHost.objects.filter(pk__in=due).aggregate(first=Min("free_at"))["first"]
    return None if free_at is None else max(free_at - at, timedelta(0))


def _visit_one(host: VisitedHost, clock: Clock, visitor: Visits, pace: Pace) -> bool:
    """Visit one address of ``host``; tell whether that happened. Somebody else may have been first."""
    at = clock.now()
    turn = VisitedHost.objects.take_turn(host, until=at + TURN + pace.pause, at=at)
    if turn is None:
        return False
    link = CheckedLink.objects.due(at=at).filter(host=host).first()
    if link is None:
        VisitedHost.objects.end_turn(host, turn, free_at=at)
        return False
    known = Validators(link.etag, link.last_modified)
    outcome = visitor.visit(link.url, known=known, at=at, pause=lambda: clock.sleep(pace.pause.total_seconds()))
    _record(link, outcome, turn, at=clock.now(), pause=pace.pause)
    return True


@transaction.atomic
def _record(link: CheckedLink, outcome: Outcome, turn: UUID, *, at: datetime, pause: timedelta) -> None:
    """Write down what was found, if the turn still holds: after it, somebody else may know better."""
    wait = max(outcome.wait or timedelta(0), pause)
    if not VisitedHost.objects.end_turn(link.host, turn, free_at=at + wait):
        return
    if outcome.status is None:  # the site told nothing but to come back later
        said = {"http_status": outcome.http_status, "message": outcome.message}
        CheckedLink.objects.filter(pk=link.pk).update(due_at=at + wait, **said)
        return
    if outcome.status != link.status:
        link.status, link.since = outcome.status, at
    link.http_status, link.moved_to, link.message = outcome.http_status, outcome.moved_to, outcome.message
    link.etag, link.last_modified = outcome.validators.etag, outcome.validators.last_modified
    link.failures = link.failures + 1 if outcome.status == LinkStatus.UNREACHABLE else 0
    link.checked_at, link.due_at = at, link.next_visit(at=at)
    values = {name: getattr(link, name) for name in _FOUND}
    CheckedLink.objects.filter(pk=link.pk).update(**values)  # no row comes back that was taken away meanwhile


_FOUND = (
    "status",
    "since",
    "http_status",
    "moved_to",
    "message",
    "etag",
    "last_modified",
    "failures",
    "checked_at",
    "due_at",
)
