"""Triggers of SQLite, which keeps the text of each as it was made."""

from dataclasses import dataclass

from django.db.backends.utils import CursorWrapper

from publishing.guarding.trigger import Fault


@dataclass(frozen=True)
class SqliteTrigger:
    """A trigger that says ``message`` and undoes the statement when ``condition`` holds, or always without one."""

    name: str
    table: str
    event: str
    message: str
    condition: str = ""

    @property
    def statement(self) -> str:
        """What makes it, to the letter as SQLite keeps it."""
        when = f" WHEN {self.condition}" if self.condition else ""
        refuse = f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
        return f'CREATE TRIGGER {self.name} {self.event} ON "{self.table}"{when} {refuse}'

    def install(self, cursor: CursorWrapper) -> None:
        """Make it as it should be."""
        self.remove(cursor)
        cursor.execute(self.statement)

    def fault(self, cursor: CursorWrapper) -> Fault | None:
        """Return what is wrong with it."""
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = %s", [self.name])
        held = cursor.fetchone()
        if held is None:
            return Fault.MISSING
        return None if held == (self.statement,) else Fault.ALTERED

    def remove(self, cursor: CursorWrapper) -> None:
        """Take it away, if it is there."""
        cursor.execute(f"DROP TRIGGER IF EXISTS {self.name}")
