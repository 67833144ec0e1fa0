"""Triggers of PostgreSQL: a function, and what calls it.

PostgreSQL writes a trigger's text in its own way, so its parts are compared instead. Each is enabled ALWAYS: an
ordinary one is passed by who sets ``session_replication_role`` to ``replica``.
"""

from dataclasses import dataclass

from django.db.backends.utils import CursorWrapper

from publishing.guarding.trigger import Fault

_ALWAYS = "A"
# pg_trigger.tgtype, see PostgreSQL's include/catalog/pg_trigger.h
_ROW, _BEFORE = 1, 2
_EVENTS = {"INSERT": 4, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}
_HELD = """
    SELECT t.tgenabled, t.tgtype, p.proname, p.prosrc, t.tgqual IS NULL AND t.tgattr::text = '' AND t.tgnargs = 0
    FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE NOT t.tgisinternal AND t.tgname = %s AND t.tgrelid = to_regclass(%s)
"""


@dataclass(frozen=True)
class PostgresqlTrigger:
    """A trigger that calls ``function``, whose PL/pgSQL is ``body``; several triggers may share one."""

    name: str
    table: str
    timing: str  # BEFORE or AFTER
    events: tuple[str, ...]
    function: str
    body: str
    scope: str = "ROW"

    def install(self, cursor: CursorWrapper) -> None:
        """Make it as it should be."""
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION {self.function}() RETURNS trigger LANGUAGE plpgsql AS $${self.body}$$"
        )
        cursor.execute(
            f'CREATE OR REPLACE TRIGGER {self.name} {self.timing} {" OR ".join(self.events)} ON "{self.table}" '
            f"FOR EACH {self.scope} EXECUTE FUNCTION {self.function}()"
        )
        cursor.execute(f'ALTER TABLE "{self.table}" ENABLE ALWAYS TRIGGER {self.name}')

    def fault(self, cursor: CursorWrapper) -> Fault | None:
        """Return what is wrong with it."""
        cursor.execute(_HELD, [self.name, f'"{self.table}"'])
        held = cursor.fetchone()
        if held is None:
            return Fault.MISSING
        enabled, *parts = held
        if parts != [self._type(), self.function, self.body, True]:
            return Fault.ALTERED
        return None if enabled == _ALWAYS else Fault.DISABLED

    def remove(self, cursor: CursorWrapper) -> None:
        """Take it away, if it is there."""
        cursor.execute(f'DROP TRIGGER IF EXISTS {self.name} ON "{self.table}"')

    def _type(self) -> int:
        scope, timing = _ROW * (self.scope == "ROW"), _BEFORE * (self.timing == "BEFORE")
        return scope + timing + sum(_EVENTS[event] for event in self.events)


def refusing(message: str) -> str:
    """Return the body of a function that always refuses with ``message``, and names what it refused."""
    return f" BEGIN RAISE EXCEPTION '{message}: % on %', TG_OP, TG_TABLE_NAME; END "


def refusing_when(condition: str, message: str) -> str:
    """Return the body of a function that refuses with ``message`` when ``condition`` holds, and lets all else pass."""
    return (
        f" BEGIN IF {condition} THEN RAISE EXCEPTION '{message}: % on %', TG_OP, TG_TABLE_NAME; END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END "
    )
