"""Tokens: 256 random bits, of which the SHA-256 is kept.

A token is looked up by its digest, so that how long the answer takes says nothing of how much of a guess was right.
"""

import hashlib
import re
import secrets

_FORM = re.compile(r"[A-Za-z0-9_-]{43}")


def new_token() -> str:
    """Return 43 characters base64url that nobody has seen."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """Return the name under which ``token`` is kept; empty for what cannot be one, which no row has."""
    return hashlib.sha256(token.encode("ascii")).hexdigest() if _FORM.fullmatch(token) else ""
