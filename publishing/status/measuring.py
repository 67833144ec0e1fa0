"""Measures the release store. It walks all of it, so a task does so and a page reads what it noted."""

from datetime import datetime

from django.utils.timezone import localtime

from publishing.releases.storage import release_store
from publishing.status.models import StoreSize


def measure_store(*, at: datetime) -> int:
    """Note how many bytes lie in the store, and return that; raise StoreError."""
    size = release_store().size_below("")
    StoreSize.objects.update_or_create(day=localtime(at).date(), defaults={"at": at, "size": size})
    return size
