"""What the workshop needs: its database as the code knows it, the store, and the queue.

Without the queue it can do its work: beat and the outbox make up for a nudge that got lost. So that is said, no more.
"""

from collections.abc import Callable
from contextlib import suppress

from django.db import connection, transaction

from cms.config.celery import app
from cms.config.health.answers import readiness
from cms.config.health.look import PATIENCE, Look
from publishing.releases.storage import release_store
from publishing.status.software import pending_migrations
from publishing.store.base import MissingError
from publishing.store.layout import CATALOGUE


class PendingMigrationsError(Exception):
    """The database is older than the code."""


def _closing(look: Callable[[], None]) -> Callable[[], None]:
    """Let ``look`` have a connection of its own, which goes with its thread."""

    def closing() -> None:
        try:
            look()
        finally:
            connection.close()

    return closing


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _migrations() -> None:
    if pending := pending_migrations():
        raise PendingMigrationsError(f"Not migrated: {', '.join(pending)}")


def _store() -> None:
    with suppress(MissingError):  # before the first publication
        release_store().read(CATALOGUE)


def _queue() -> None:
    with app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1, timeout=PATIENCE)


LOOKS = {
    "database": Look(_closing(_database)),
    "migraties": Look(_closing(_migrations)),
    "opslag": Look(_store),
    "wachtrij": Look(_queue),
}
# Outside the transaction of a request, which would fail before anything can be said.
ready = transaction.non_atomic_requests(readiness(LOOKS, may_be_away=frozenset({"wachtrij"})))
