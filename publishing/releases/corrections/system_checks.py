"""System check: no migration may leave corrections without their triggers."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage

from publishing.releases.corrections.immutability import GUARD


def check_triggers(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Name every trigger that is missing from a database that has our tables."""
    return GUARD.errors(databases, number="corrections.E001", meaning="people could review what they changed")
