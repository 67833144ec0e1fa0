"""Celery tasks: they read the clock and call one service. Running one twice is harmless."""

import time
from dataclasses import replace
from datetime import datetime, timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from cms.links import services
from cms.links.visiting import Visitor

PACE = services.Pace()


class MachineClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        return timezone.now()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


@shared_task(name="cms.links.check_links")
def check_links() -> int:
    """Visit a batch of the addresses in the content, where that is switched on, and return how many.

    A batch is short, for the embedded default has one worker for everything; while there is more to visit, the next
    batch queues behind what waits.
    """
    if not settings.LINK_CHECK:
        return 0
    agent = f"Wegwijzer-linkcontrole/1 (+{settings.LINK_CHECK_CONTACT})"
    visitor = Visitor(agent=agent, allow_private=settings.LINK_CHECK_ALLOW_PRIVATE)
    pace = replace(PACE, pause=timedelta(seconds=settings.LINK_CHECK_SECONDS_PER_HOST))
    run = services.check_links(clock=MachineClock(), visitor=visitor, pace=pace)
    if run.more:
        check_links.delay()
    return run.visited
