"""System check: no migration may leave the record without its triggers."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage

from publishing.audit.immutability import GUARD


def check_triggers(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Name every trigger that is missing from a database that has our tables."""
    return GUARD.errors(databases, number="audit.E001", meaning="what is on record could be changed")
