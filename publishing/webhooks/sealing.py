"""Keys of subscribers as they are stored: sealed with Fernet, under keys that are derived from the settings.

The first of WEBHOOK_KEYS seals; each of them opens. So a new one can be put in front while old seals still hold.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_PURPOSE = b"wegwijzer: keys of webhook subscribers"  # the same word elsewhere gives another key


class SealError(Exception):
    """A key that cannot be opened; the message says why, in Dutch."""


def seal(key: str) -> str:
    """Return ``key`` as it may be stored."""
    return _box().encrypt(key.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """Return the key that was sealed; raise SealError when none of the settings opens it."""
    try:
        return _box().decrypt(sealed.encode("ascii")).decode()
    except InvalidToken as error:
        raise SealError(
            "De sleutel van deze afnemer is niet te lezen, want de instelling WEBHOOK_KEYS is veranderd. "
            "Zet de vorige waarde erachter, of vernieuw de sleutel."
        ) from error


def _box() -> MultiFernet:
    return MultiFernet([Fernet(_derived(word)) for word in settings.WEBHOOK_KEYS])


def _derived(word: str) -> bytes:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(word.encode())
    return base64.urlsafe_b64encode(key)
