"""Opaque cursors: the place in a collection, bound to one release and one kind.

16 characters base64url: 8 bytes that name release and kind, 4 bytes for the position of the last item seen.
"""

import base64
import binascii
import hashlib
from typing import NamedTuple

_BYTES = 12


class Cursor(NamedTuple):
    """Where a page ended. ``binding`` says in which release and kind."""

    binding: bytes
    position: int

    def belongs_to(self, digest: str, kind: str) -> bool:
        """Say whether this cursor was given out for ``kind`` in the release with this digest."""
        return self.binding == _binding(digest, kind)


def _binding(digest: str, kind: str) -> bytes:
    return hashlib.sha256(f"{digest}/{kind}".encode()).digest()[:8]


def write_cursor(digest: str, kind: str, position: int) -> str:
    """Return the cursor behind ``position``."""
    data = _binding(digest, kind) + position.to_bytes(4, "big")
    return base64.urlsafe_b64encode(data).decode("ascii")


def read_cursor(text: str) -> Cursor:
    """Return the cursor in ``text``; raise ValueError when it is none that we gave out."""
    try:
        data = base64.b64decode(text.encode("ascii"), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise ValueError("not base64url") from error
    if len(data) != _BYTES or base64.urlsafe_b64encode(data).decode("ascii") != text:
        raise ValueError("not a cursor")
    return Cursor(data[:8], int.from_bytes(data[8:], "big"))
