"""What rules are told about a release, as a freeze tells them."""

from datetime import date
from typing import Any

from publishing.checks.base import Surroundings
from publishing.freezing.checking import surroundings_of
from tests.factories.releases import AT, REFERENCE_DATE


def surroundings(**changes: Any) -> Surroundings:
    """Return the surroundings of an empty release, that goes out on the day on which the factories publish."""
    told: dict[str, Any] = {"ids": {}, "reference_date": REFERENCE_DATE, "day": AT.date(), **changes}
    return surroundings_of(told["ids"], reference_date=told["reference_date"], day=told["day"])


def on(day: str) -> date:
    """Read ``2026-07-31``."""
    return date.fromisoformat(day)
