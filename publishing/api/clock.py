"""The one place where the public API reads the clock: notices hold on days."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)
