"""Opaque cursors: the place in a collection, bound to one release, one kind and one question.

28 characters base64url: a byte for the version, 8 bytes that name release and question, 8 for the key of the last item
seen (a float of IEEE 754) and 4 for its position.
"""

import base64
import binascii
import hashlib
import struct
from typing import NamedTuple

from publishing.store.pack_query import Place, Query

_VERSION = 2
_LAYOUT = struct.Struct(">B8sdL")


class Cursor(NamedTuple):
    """Where a page ended. ``binding`` says of what."""

    binding: bytes
    place: Place

    def belongs_to(self, digest: str, query: Query) -> bool:
        """Say whether this cursor was given out for ``query`` in the release with this digest."""
        return self.binding == _binding(digest, query)


def _binding(digest: str, query: Query) -> bytes:
    return hashlib.sha256(f"{digest}/{query!r}".encode()).digest()[:8]


def write_cursor(digest: str, query: Query, place: Place) -> str:
    """Return the cursor behind ``place``."""
    data = _LAYOUT.pack(_VERSION, _binding(digest, query), place.key, place.position)
    return base64.urlsafe_b64encode(data).decode("ascii")


def read_cursor(text: str) -> Cursor:
    """Return the cursor in ``text``; raise ValueError when it is none that we gave out."""
    try:
        data = base64.b64decode(text.encode("ascii"), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise ValueError("not base64url") from error
    if len(data) != _LAYOUT.size or base64.urlsafe_b64encode(data).decode("ascii") != text:
        raise ValueError("not a cursor")
    version, binding, key, position = _LAYOUT.unpack(data)
    if version != _VERSION or key != key:  # a key that is no number
        raise ValueError("not a cursor of this version")
    return Cursor(binding, Place(key, position))
