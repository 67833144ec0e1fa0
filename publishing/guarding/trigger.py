"""One trigger, as the database makes it and as its absence is noticed."""

from typing import NamedTuple


class Trigger(NamedTuple):
    """A trigger by name, its table, and the statement that makes it. Making it again changes nothing."""

    name: str
    table: str
    statement: str
