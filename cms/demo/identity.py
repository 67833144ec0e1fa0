"""Identities of demo items: made from their keys, so that every demo has the same ones."""

import uuid

_NAMESPACE = uuid.UUID("5d0d5a6e-2a3c-5a55-9a3e-7a1b1c2d3e4f")


def uid_of(kind: str, key: object) -> uuid.UUID:
    """Return the identity of the demo item ``key`` of ``kind``."""
    return uuid.uuid5(_NAMESPACE, f"{kind}/{key}")
