"""The release store that the settings name, and what killed writers left in it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings

from publishing.releases.difference import Difference
from publishing.store.base import Store
from publishing.store.opening import open_store


def release_store() -> Store:
    """Return the store at RELEASE_STORE_URL."""
    return open_store(settings.RELEASE_STORE_URL, copies=settings.RELEASE_STORE_COPIES)


def left_behind_differences(*, at: datetime) -> Iterator[Difference]:
    """Yield what killed writers left on this machine a day or longer ago; ``clean_up`` takes it away."""
    for path in release_store().left_behind(at - timedelta(days=1)):
        yield Difference(str(path), "is half geschreven en bleef liggen. Ruim op met `manage.py clean_up`")
