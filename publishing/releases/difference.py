"""What verification finds."""

from typing import NamedTuple


class Difference(NamedTuple):
    """Something that is not what was recorded: where, and what is wrong with it."""

    where: str
    problem: str
