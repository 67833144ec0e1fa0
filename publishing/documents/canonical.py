"""Bytes and names: RFC 8785 canonical JSON, and the SHA-256 by which a document is known."""

import hashlib
from typing import Any

import msgspec
import rfc8785


def canonical_bytes(value: Any) -> bytes:
    """Return ``value`` (a Struct, or plain JSON values) as RFC 8785 canonical JSON."""
    return rfc8785.dumps(msgspec.to_builtins(value))


def digest(data: bytes) -> str:
    """Return the SHA-256 of ``data`` as 64 lowercase hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
