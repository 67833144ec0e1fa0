"""Secrets of second factors, sealed: who reads the database alone cannot make anybody's codes.

The key follows from SECRET_KEY, and from its fallbacks for what was sealed before a renewal.
"""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

_PURPOSE = b"wegwijzer second factor"


class SealError(Exception):
    """A secret was sealed with a key that is no longer among the settings."""


def seal(secret: str) -> str:
    """Return ``secret`` in a form that only this installation can open."""
    return _sealer().encrypt(secret.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """Return what was sealed; raise SealError."""
    try:
        return _sealer().decrypt(sealed.encode("ascii")).decode()
    except InvalidToken as error:
        raise SealError("De tweede factor is verzegeld met een sleutel die er niet meer is.") from error


def _sealer() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    derived = (hmac.digest(key.encode(), _PURPOSE, hashlib.sha256) for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in derived])
