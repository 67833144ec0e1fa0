"""A guard: the tables of one app that the database itself protects, and the triggers that do so."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.core.checks import CheckMessage, Error
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from publishing.guarding.append_only import append_only, refusal
from publishing.guarding.trigger import Trigger


def _nothing_more(vendor: str) -> Iterator[Trigger]:
    yield from ()


@dataclass(frozen=True)
class Guard:
    """Rows of ``models`` are only ever added; ``more`` gives triggers beside those, for a database vendor.

    ``message`` is what the database says when it refuses, ``function`` the name under which PostgreSQL says it.
    """

    models: tuple[type[models.Model], ...]
    message: str
    function: str
    more: Callable[[str], Iterator[Trigger]] = _nothing_more

    def triggers(self, vendor: str) -> Iterator[Trigger]:
        """Yield every trigger of this guard, as ``vendor`` makes it."""
        for model in self.models:
            yield from append_only(model, vendor=vendor, function=self.function, message=self.message)
        yield from self.more(vendor)

    def install(self, connection: BaseDatabaseWrapper) -> None:
        """Put every trigger in place, unless the tables are not there; running it again changes nothing."""
        if not self._has_tables(connection):
            return
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(refusal(self.function, self.message))
            for trigger in self.triggers(connection.vendor):
                cursor.execute(trigger.statement)

    def missing(self, connection: BaseDatabaseWrapper) -> list[str]:
        """Return the names of triggers that are not there, or not enabled."""
        enabled = (
            "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
            if connection.vendor == "postgresql"
            else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        )
        with connection.cursor() as cursor:
            cursor.execute(enabled)
            present = {name for (name,) in cursor.fetchall()}
        return sorted({trigger.name for trigger in self.triggers(connection.vendor)} - present)

    def errors(self, databases: Sequence[str] | None, *, number: str, meaning: str) -> list[CheckMessage]:
        """Return a system check's error for every trigger missing from a database that has the tables."""
        if "default" not in (databases or []) or not self._has_tables(connections["default"]):
            return []
        return [
            Error(
                f"The trigger {name} is missing or disabled: {meaning}.",
                hint="Run `manage.py migrate`, which puts it back, and `manage.py verify_store`.",
                id=number,
            )
            for name in self.missing(connections["default"])
        ]

    def _has_tables(self, connection: BaseDatabaseWrapper) -> bool:
        present = set(connection.introspection.table_names())
        return all(model._meta.db_table in present for model in self.models)
