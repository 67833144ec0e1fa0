"""Signatures after Standard Webhooks 1.0: `webhook-signature: v1,<base64 HMAC-SHA256 of id.timestamp.body>`."""

import base64
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime

from standardwebhooks import Webhook

PREFIX = "whsec_"
_BYTES = 32  # Standard Webhooks: between 24 and 64


def new_key() -> str:
    """Return a key that nobody had before."""
    return PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode("ascii")


def signature_headers(*, event: str, body: bytes, keys: Iterable[str], at: datetime) -> dict[str, str]:
    """Return the three headers for ``body``, signed with each of ``keys`` at ``at``."""
    moment = at.astimezone(UTC)  # the library takes any time for UTC
    signatures = [Webhook(key).sign(event, moment, body.decode()) for key in keys]
    return {
        "webhook-id": event,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
