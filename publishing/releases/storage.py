"""The release store that the settings name."""

from django.conf import settings

from publishing.store.base import Store
from publishing.store.opening import open_store


def release_store() -> Store:
    """Return the store at RELEASE_STORE_URL."""
    return open_store(settings.RELEASE_STORE_URL, copies=settings.RELEASE_STORE_COPIES)
