"""Large files, read in pieces."""

import hashlib
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO

_PIECE = 1 << 20


def pieces(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes of ``stream`` a mebibyte at a time."""
    while piece := stream.read(_PIECE):
        yield piece


def sha256_of(stream: BinaryIO) -> str:
    """Return the SHA-256 of the rest of ``stream`` as 64 hexadecimal digits."""
    hasher = hashlib.sha256()
    for piece in pieces(stream):
        hasher.update(piece)
    return hasher.hexdigest()


def same_bytes(one: Path, other: Path) -> bool:
    """Say whether two files hold the same bytes."""
    with one.open("rb") as first, other.open("rb") as second:
        return all(left == right for left, right in zip_longest(pieces(first), pieces(second)))
