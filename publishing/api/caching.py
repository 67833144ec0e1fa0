"""How long an answer may be kept (RFC 9111; stale-* from RFC 5861; immutable from RFC 8246)."""

from datetime import datetime

from publishing.api.notices import seconds_to_change
from publishing.store.catalogue import Catalogue

PINNED = "public, max-age=31536000, immutable"  # below a release: these bytes never change
_FRESH, _STALE = 60, 600  # seconds
FROM_CATALOGUE = f"public, max-age={_FRESH}, stale-while-revalidate={_STALE}, stale-if-error=86400"


def from_catalogue(catalogue: Catalogue, now: datetime) -> str:
    """Return how long an answer from ``catalogue`` may be kept: not past the moment that a notice begins or ends."""
    left = int(min(seconds_to_change(catalogue, now), _FRESH + _STALE))
    fresh = min(left, _FRESH)
    return f"public, max-age={fresh}, stale-while-revalidate={min(left - fresh, _STALE)}, stale-if-error=86400"
