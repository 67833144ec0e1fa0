"""The seal of an outbox entry: the digest of all that may not change about it."""

from datetime import UTC

from publishing.documents.canonical import canonical_bytes, digest
from publishing.releases.models import OutboxEntry


def seal_of(entry: OutboxEntry) -> str:
    """Return what the seal of ``entry`` must be."""
    return digest(
        canonical_bytes(
            {
                "event": str(entry.event_id),
                "kind": entry.kind,
                "destination": entry.destination,
                "generation": entry.generation,
                "created": entry.created_at.astimezone(UTC).isoformat(),
                "payload": digest(bytes(entry.payload)),
            }
        )
    )
