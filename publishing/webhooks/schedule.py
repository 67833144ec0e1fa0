"""When a webhook is tried again: Standard Webhooks 1.0, with jitter so that not all come at once."""

from datetime import timedelta
from hashlib import sha256

_HOUR = timedelta(hours=1)
# After the first try at once.
PAUSES = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    *(hours * _HOUR for hours in (2, 5, 10, 14, 20, 24)),
)
JITTER = 0.1  # of a pause, at most
LONGEST_WAIT = 24 * _HOUR  # whatever Retry-After asks


def pauses_for(seed: str) -> tuple[timedelta, ...]:
    """Return the pauses of one delivery. The jitter comes from ``seed``: another per delivery, the same each time."""
    return tuple(pause * (1 + JITTER * _fraction(f"{seed}/{place}")) for place, pause in enumerate(PAUSES))


def _fraction(seed: str) -> float:
    return int.from_bytes(sha256(seed.encode()).digest()[:4]) / 2**32
