"""A guard: the tables of one app that the database itself protects, and the triggers that do so."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.checks import CheckMessage, Error
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from publishing.guarding.append_only import append_only
from publishing.guarding.trigger import Fault, Trigger


def _nothing_more(vendor: str) -> Iterator[Trigger]:
    yield from ()


@dataclass(frozen=True)
class Guard:
    """Rows of ``models`` are only ever added; ``more`` gives triggers beside those, for a database vendor.

    ``passing`` gives, for a model, the condition under which an UPDATE is let through after all (see append_only).
    ``message`` is what the database says when it refuses, ``function`` the name under which PostgreSQL says it.
    """

    models: tuple[type[Model], ...]
    message: str
    function: str
    more: Callable[[str], Iterator[Trigger]] = _nothing_more
    passing: Mapping[type[Model], str] = field(default_factory=dict)

    def triggers(self, vendor: str) -> Iterator[Trigger]:
        """Yield every trigger of this guard, as ``vendor`` makes it."""
        for model in self.models:
            passing = self.passing.get(model, "")
            yield from append_only(model, vendor=vendor, function=self.function, message=self.message, passing=passing)
        yield from self.more(vendor)

    def install(self, connection: BaseDatabaseWrapper) -> None:
        """Put every trigger in place as it should be, unless the tables are not there; what is right stays as it is."""
        if not self._has_tables(connection):
            return
        with connection.cursor() as cursor:
            for trigger in self.triggers(connection.vendor):
                if trigger.fault(cursor):
                    trigger.install(cursor)

    def remove(self, connection: BaseDatabaseWrapper) -> None:
        """Take every trigger away that is there."""
        with connection.cursor() as cursor:
            for trigger in self.triggers(connection.vendor):
                trigger.remove(cursor)

    def faults(self, connection: BaseDatabaseWrapper) -> dict[str, Fault]:
        """Return the triggers that are not there, not always on, or not what they should be, by name."""
        with connection.cursor() as cursor:
            found = {trigger.name: trigger.fault(cursor) for trigger in self.triggers(connection.vendor)}
        return {name: fault for name, fault in sorted(found.items()) if fault is not None}

    def errors(self, databases: Sequence[str] | None, *, number: str, meaning: str) -> list[CheckMessage]:
        """Return a system check's error for every trigger that is wrong in a database that has the tables."""
        if "default" not in (databases or []) or not self._has_tables(connections["default"]):
            return []
        return [
            Error(
                f"The trigger {name} is {fault.name.lower()}: {meaning}.",
                hint="Run `manage.py migrate`, which puts it right, and `manage.py verify_store`.",
                id=number,
            )
            for name, fault in self.faults(connections["default"]).items()
        ]

    def _has_tables(self, connection: BaseDatabaseWrapper) -> bool:
        present = set(connection.introspection.table_names())
        return all(model._meta.db_table in present for model in self.models)
