"""One consistent view of the content, however long the reading takes and whatever editors do meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connections, transaction


@contextmanager
def consistent_snapshot() -> Iterator[str]:
    """Give the alias of a connection on which every query sees the same moment.

    PostgreSQL: REPEATABLE READ, READ ONLY, on a connection of its own, for the level can only be set before the first
    query. SQLite: a read transaction on the write-ahead log is a snapshot by itself.
    """
    alias: str = settings.SNAPSHOT_DATABASE
    connection = connections[alias]
    first = not connection.in_atomic_block  # a test's transaction holds its own snapshot already
    with transaction.atomic(using=alias):
        if connection.vendor == "postgresql" and first:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield alias
