"""How long an answer may be kept (RFC 9111; stale-* from RFC 5861; immutable from RFC 8246)."""

PINNED = "public, max-age=31536000, immutable"  # below a release: these bytes never change
FROM_CATALOGUE = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
NOT_KEPT = "no-store"  # ADR 2.2 /core/transport: errors
