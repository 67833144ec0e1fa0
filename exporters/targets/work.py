"""Delivering to targets as work under attempts, and what a person has to know of it."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.utils.timezone import localtime

from exporters.targets.base import TargetError
from exporters.targets.delivering import deliver_to_target
from exporters.targets.models import Delivery
from exporters.targets.ordering import KIND
from exporters.targets.steps import TargetStep
from publishing.attempts.models import Attempt
from publishing.attempts.works import MINUTE, Work
from publishing.store.base import StoreError

_HOUR, _LATE = 60 * MINUTE, 5 * MINUTE
_PAUSES = (timedelta(seconds=10), MINUTE, 5 * MINUTE, 15 * MINUTE, _HOUR, 3 * _HOUR, 6 * _HOUR, 12 * _HOUR)


def _waiting(at: datetime) -> Iterable[str]:
    keys = Delivery.objects.open().filter(target__paused_at=None).order_by("pk").values_list("pk", flat=True)
    return [str(key) for key in keys]


def _describe(subject: str) -> str:
    found = Delivery.objects.filter(pk=int(subject)).select_related("target", "release").first()
    return subject if found is None else f"uitgave {found.release.number} aan doel ‘{found.target}’"


WORK = Work(
    kind=KIND,
    label="Afleveren van",
    steps=TargetStep,
    run=deliver_to_target,
    waiting=_waiting,
    describe=_describe,
    expected=(TargetError, StoreError, OSError),
    lease=15 * MINUTE,  # one large file may take long, and gives no sign of life
    pauses=_PAUSES,
)


def overdue_targets(at: datetime) -> Iterator[str]:
    """Yield what should have been put on a target by now and that no attempt answers for."""
    late = Delivery.objects.open().filter(asked_at__lte=at - _LATE).select_related("target", "release")
    answered = set(Attempt.objects.newest().filter(kind=KIND).values_list("subject", flat=True))
    for one in late:
        since = f"{localtime(one.asked_at):%d-%m-%Y %H:%M}"
        if not one.target.is_active and one.cause == Delivery.Cause.REDACTION:
            yield f"Op doel ‘{one.target}’ ligt sinds {since} nog wat is gewist, want het doel is gepauzeerd."
        elif one.target.is_active and str(one.pk) not in answered:
            yield f"{WORK.label} {_describe(str(one.pk))} wacht sinds {since}."
