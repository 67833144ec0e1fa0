"""A target that gets what went live; its workers are killed while a reader reads."""

import os
from datetime import datetime
from itertools import count
from typing import Any

from django.conf import settings

from cms.accounts.models import User
from exporters.services import export_release
from exporters.targets import receiver
from exporters.targets.models import Delivery, Target
from exporters.targets.ordering import KIND
from exporters.targets.places import place_of
from exporters.targets.steps import TargetStep
from exporters.targets.work import WORK
from publishing.attempts.models import Attempt, State
from publishing.attempts.sweeping import do_all
from publishing.releases.delivering.receivers import register_receiver
from publishing.releases.models import Publication
from publishing.releases.outbox import deliver_outbox
from publishing.releases.publish import publish_release
from publishing.releases.steps import DeliveryStep
from tests.crash.harness import Scenario
from tests.exporters.targets.conftest import Tree, add_tree
from tests.exporters.targets.readers import number_at
from tests.factories import content
from tests.factories.releases import AT, candidate

STEPS = (DeliveryStep, TargetStep)


def deliver(subject: dict[str, Any], at: datetime) -> None:
    """Tell of the move and do what follows, as workers of the sweep do whom no message reached."""
    os.environ.update(subject["environment"])
    settings.TARGET_ROOTS = subject["roots"]
    add_tree(dict.__setitem__, Tree())
    setattr(receiver, "nudge", lambda *_: None)  # noqa: B010 - to mypy a module's function is no attribute to set
    register_receiver(receiver.TargetReceiver(clock=lambda: at))
    deliver_outbox(at=at)
    do_all(WORK, clock=lambda: at)


class TargetStory:
    """Publishes something new every time, for ``target``; two releases lie there already."""

    def __init__(self, target: Target, environment: dict[str, str], by: User) -> None:
        self._target, self._environment, self._by = target, environment, by
        self._numbers = count(1)
        for _ in range(2):
            deliver(self.to_deliver(), AT)

    def scenario(self) -> Scenario:
        """Return what is killed."""
        return Scenario(name="targets", steps=STEPS, prepare=self.to_deliver, act=deliver, outcome=self._delivered)

    def to_deliver(self) -> dict[str, Any]:
        """Publish something new, of which the target has not heard."""
        content.definition(f"Begrip {next(self._numbers)}")
        number = f"2026.{Publication.objects.count() + 1}"
        release = candidate(number)
        export_release(release=release, at=AT, kinds=self._target.kinds)
        publish_release(number=number, by=self._by, at=AT)
        return {"number": number, "roots": settings.TARGET_ROOTS, "environment": self._environment}

    def _delivered(self, subject: dict[str, Any]) -> dict[str, Any]:
        made = Delivery.objects.filter(target=self._target, release__number=subject["number"])
        tries = Attempt.objects.filter(kind=KIND, subject__in=[str(one.pk) for one in made]).order_by("token")
        states = list(tries.values_list("state", flat=True))
        return {
            "read whole": number_at(self._target) == subject["number"],
            "asked once": made.count(),
            "outcome": [one.outcome for one in made],
            "folders": len(list(place_of(self._target).folders())),
            "last": states[-1],
            "others": set(states[:-1]) <= {State.LOST},
        }
