"""Content codings (RFC 9110 8.4): which one a client takes, and the bytes in it. Each coding has an ETag of its own."""

import gzip
from functools import lru_cache

import brotli

BROTLI, GZIP, IDENTITY = "br", "gzip", ""
SMALLEST = 256  # bytes; below it nothing is gained
LARGEST = 4 << 20  # bytes; what is larger goes out in pieces as it lies in the pack
LONGEST_REMEMBERED = 300  # characters of a header field: what strangers send must not fill the memory
_PREFERRED = (BROTLI, GZIP)
_QUALITY = {BROTLI: 5, GZIP: 6}


def accepted_coding(header: str) -> str:
    """Return the coding to answer in for this ``Accept-Encoding`` (RFC 9110 12.5.3), IDENTITY where none is better."""
    return _remembered(header) if len(header) <= LONGEST_REMEMBERED else _preferred(header)


def _preferred(header: str) -> str:
    weights: dict[str, float] = {}
    for part in header.lower().split(","):
        name, _, parameter = part.partition(";")
        weights[name.strip()] = _weight(parameter)
    rest = weights.get("*", 0.0)
    best = max(_PREFERRED, key=lambda coding: (weights.get(coding, rest), coding == BROTLI))
    best_weight = weights.get(best, rest)
    return best if best_weight > 0 and best_weight >= weights.get("identity", 0.0) else IDENTITY


_remembered = lru_cache(maxsize=512)(_preferred)


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def coding_for(header: str, size: int) -> str:
    """Return the coding in which ``size`` bytes go out to a client with this ``Accept-Encoding``."""
    return accepted_coding(header) if SMALLEST <= size <= LARGEST else IDENTITY


def encoded(body: bytes, coding: str) -> bytes:
    """Return ``body`` in ``coding``; the same bytes every time."""
    if coding == BROTLI:
        return bytes(brotli.compress(body, quality=_QUALITY[BROTLI]))
    if coding == GZIP:
        return gzip.compress(body, _QUALITY[GZIP], mtime=0)
    return body


def etag(digest: str, coding: str) -> str:
    """Return the strong ETag of the bytes with this SHA-256 in ``coding``."""
    return f'"{digest}-{coding}"' if coding else f'"{digest}"'
