"""System check: no migration may leave notices without their triggers."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage

from publishing.releases.notices.immutability import GUARD


def check_triggers(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Name every trigger that is missing from a database that has our tables."""
    return GUARD.errors(databases, number="notices.E001", meaning="notices could be changed")
