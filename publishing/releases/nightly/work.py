"""The nightly verification as work under attempts: once a night, from three o'clock in Amsterdam.

A night that was missed is made up for as soon as a worker comes; who looks meanwhile is told.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from publishing.attempts.held import Held
from publishing.attempts.models import Attempt, State
from publishing.attempts.works import Work
from publishing.releases.errors import ReleaseError
from publishing.releases.models import Publication
from publishing.releases.nightly.steps import VerifyStep
from publishing.releases.nightly.verifying import verify_nightly
from publishing.store.base import StoreError

KIND = "verify"
_BEGINS = timedelta(hours=3)  # after midnight
_MISSED = timedelta(hours=36)


def night_at(at: datetime) -> date:
    """Return the day of the newest night of which the verification is due at ``at``."""
    return (timezone.localtime(at) - _BEGINS).date()


def overdue_verification(at: datetime) -> Iterator[str]:
    """Yield a sentence when nobody verified for more than a day, though something was published by then."""
    since = at - _MISSED
    done = Attempt.objects.filter(kind=KIND, state=State.DONE, ended_at__gt=since)
    if Publication.objects.filter(published_at__lte=since).exists() and not done.exists():
        yield "De nachtelijke controle van de opslag is langer dan 36 uur niet gedaan. Draait er een worker?"


def _verify(subject: str, held: Held) -> None:
    verify_nightly(at=held.clock())


def _waiting(at: datetime) -> Iterable[str]:
    night = night_at(at).isoformat()
    done = Attempt.objects.filter(kind=KIND, subject=night, state=State.DONE)
    return [] if done.exists() or not Publication.objects.exists() else [night]


def _describe(subject: str) -> str:
    return f"{date.fromisoformat(subject):%d-%m-%Y}"


VERIFY = Work(
    kind=KIND,
    label="Nachtelijke controle van",
    steps=VerifyStep,
    run=_verify,
    waiting=_waiting,
    describe=_describe,
    expected=(ReleaseError, StoreError, OSError),
    lease=timedelta(minutes=60),
)
