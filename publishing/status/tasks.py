"""Celery tasks: they read the clock and call one service. Running one twice is harmless."""

import logging

from celery import shared_task
from django.utils import timezone

from publishing.status import measuring
from publishing.store.base import StoreError

logger = logging.getLogger(__name__)


@shared_task(name="publishing.status.measure_store")
def measure_store() -> int | None:
    """Note how large the store is; a store that does not answer is measured an hour later."""
    try:
        return measuring.measure_store(at=timezone.now())
    except StoreError as error:
        logger.warning("The store cannot be measured: %s", error)
        return None
