"""System check: no migration may leave the pause switch without its triggers."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage

from publishing.attempts.immutability import GUARD


def check_triggers(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Name every trigger that is missing from a database that has our tables."""
    return GUARD.errors(databases, number="attempts.E001", meaning="who paused the work could be changed")
