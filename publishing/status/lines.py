"""What the page is made of: lines that say how something stands, and when it is wrong what to do about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timesince import timesince
from django.utils.timezone import localtime

NEVER = "nog nooit"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing: how it stands, and ``advice`` when somebody has to do something."""

    label: str
    value: str
    advice: str = ""

    @property
    def is_wrong(self) -> bool:
        """Whether somebody has to do something."""
        return bool(self.advice)


@dataclass(frozen=True, kw_only=True)
class Section:
    """Lines that belong together."""

    title: str
    lines: list[Line]


Lines = Callable[[datetime], list[Line]]
RECEIVERS: dict[str, Lines] = {}


def register_receiver_lines(name: str, lines: Lines) -> None:
    """Let ``lines`` be asked how it stands with those whom we deliver to; in a fixed number of queries."""
    RECEIVERS[name] = lines


def ago(moment: datetime | None, *, at: datetime) -> str:
    """Return a moment in words: how long ago, and when."""
    if moment is None:
        return NEVER
    when = f"{localtime(moment):%d-%m-%Y om %H:%M}"
    return when if at - moment < timedelta(minutes=1) else f"{timesince(moment, at, depth=1)} geleden ({when})"
