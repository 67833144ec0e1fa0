"""Range requests (RFC 9110 14): a part of a file, for who resumes a download."""

import re
from collections.abc import Iterator
from pathlib import Path

_ONE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_PIECE = 1 << 16


class UnsatisfiableError(Exception):
    """The range begins behind the end of the file."""


def asked_range(header: str, size: int) -> range | None:
    """Return which bytes ``Range`` asks for, None for all of them; raise UnsatisfiableError.

    What is no single range of bytes is ignored, as the RFC allows.
    """
    match = _ONE.fullmatch(header.replace(" ", ""))
    if match is None or match[0] == "bytes=-":
        return None
    first, last = match.groups()
    if not first:
        start, stop = max(0, size - int(last)), size
    else:
        start, stop = int(first), min(size, int(last) + 1) if last else size
        if last and int(last) < int(first):
            return None
    if start >= size or start >= stop:
        raise UnsatisfiableError
    return range(start, stop)


def pieces_of(path: Path, part: range) -> Iterator[bytes]:
    """Yield the bytes of ``part`` of the file."""
    with path.open("rb") as stream:
        stream.seek(part.start)
        left = len(part)
        while left and (piece := stream.read(min(_PIECE, left))):
            left -= len(piece)
            yield piece
