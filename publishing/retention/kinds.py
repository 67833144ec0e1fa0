"""What may go, and from when: the only place that says so. docs/deploy.md has the reason of each, and what never goes.

A kind of rows is a line in KINDS, a number of days in the setting ``RETENTION_DAYS`` and a line in docs/deploy.md.
Nothing that a release, an approval, a decision or the record (logboek) refers to is in any of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import CharField, Exists, OuterRef, QuerySet, Sum
from django.db.models.functions import Cast, Coalesce, Length
from django.utils.timezone import localtime

from publishing.attempts.models import Attempt, State
from publishing.audit.models import AuditEvent
from publishing.status.models import StoreSize


@dataclass(frozen=True)
class Sort:
    """One sort of things that may go, by name and in words."""

    name: str
    one: str
    more: str

    def limit(self, at: datetime) -> datetime:
        """Return the moment before which they must have ended to go at ``at``."""
        return at - timedelta(days=settings.RETENTION_DAYS[self.name])

    def counted(self, number: int) -> str:
        """Return ``number`` of them in words, as "3 verlopen sessies"."""
        return f"{number} {self.one if number == 1 else self.more}"


@dataclass(frozen=True)
class Kind(Sort):
    """One kind of rows that may go. ``before`` gives those that ended before a moment, ``texts`` its long columns."""

    before: Callable[[datetime], QuerySet[Any]]
    texts: tuple[str, ...] = ()

    def old(self, at: datetime) -> QuerySet[Any]:
        """Return the rows that may go at ``at``."""
        return self.before(self.limit(at))

    def size(self, rows: QuerySet[Any]) -> int:
        """Return how many signs the long columns of ``rows`` hold."""
        sums = {f"size_{text}": Coalesce(Sum(Length(text)), 0) for text in self.texts}
        return sum(rows.order_by().aggregate(**sums).values()) if sums else 0


def _sessions(moment: datetime) -> QuerySet[Any]:
    return Session.objects.filter(expire_date__lt=moment)


def _attempts(moment: datetime) -> QuerySet[Any]:
    """Return attempts after which the same work was begun again, unless somebody asked for that or is on record."""
    later = Attempt.objects.filter(kind=OuterRef("kind"), subject=OuterRef("subject"), token__gt=OuterRef("token"))
    recorded = AuditEvent.objects.filter(object_kind="poging", object_id=Cast(OuterRef("pk"), CharField()))
    ended = Attempt.objects.filter(state__in=(State.DONE, State.FAILED), ended_at__lt=moment, again_at=None)
    return ended.filter(Exists(later)).exclude(Exists(recorded))


def _sizes(moment: datetime) -> QuerySet[Any]:
    return StoreSize.objects.filter(day__lt=localtime(moment).date())


KINDS = (
    Kind("sessions", "verlopen sessie", "verlopen sessies", _sessions, ("session_data",)),
    Kind("attempts", "overgedane poging", "overgedane pogingen", _attempts, ("error", "detail")),
    Kind("sizes", "meting van de opslag", "metingen van de opslag", _sizes),
)
LEFT_BEHIND = Sort("leftovers", "achtergebleven bestand", "achtergebleven bestanden")  # of writers that were killed
