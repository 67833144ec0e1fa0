"""One trigger: as a database makes it, and as it is compared with what the database holds."""

from enum import Enum
from typing import Protocol

from django.db.backends.utils import CursorWrapper


class Fault(Enum):
    """What can be wrong with a trigger; the value is what a person reads."""

    MISSING = "ontbreekt"
    DISABLED = "staat uit, of is te omzeilen"
    ALTERED = "doet iets anders dan het hoort te doen"


class Trigger(Protocol):
    """A trigger of one database vendor, on a table of ours."""

    @property
    def name(self) -> str:
        """Its name, by which it is found."""

    @property
    def table(self) -> str:
        """The table that it guards."""

    def install(self, cursor: CursorWrapper) -> None:
        """Make it as it should be, whatever is there by that name."""

    def fault(self, cursor: CursorWrapper) -> Fault | None:
        """Return what is wrong with it in the database, judged by its whole text and not by its name."""

    def remove(self, cursor: CursorWrapper) -> None:
        """Take it away, if it is there."""
