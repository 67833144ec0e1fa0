"""Where a link leads, and what can be wrong with that."""

import re
from enum import StrEnum

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_OPENABLE = frozenset({"http", "https", "ftp", "mailto", "tel"})  # what Wagtail's editor keeps (wagtail.whitelist)


class TargetFault(StrEnum):
    """What is wrong with the target of a link."""

    EMPTY = "empty"
    INSECURE = "insecure"
    UNKNOWN_SCHEME = "unknown-scheme"


def fault_of_target(target: str) -> TargetFault | None:
    """Return what is wrong with ``target``: it leads nowhere, is not encrypted, or no browser opens it."""
    address = target.strip()
    if address in {"", "#"}:
        return TargetFault.EMPTY
    scheme = _SCHEME.match(address)
    if scheme is None:
        return None
    name = scheme[1].lower()
    if name == "http":
        return TargetFault.INSECURE
    return None if name in _OPENABLE else TargetFault.UNKNOWN_SCHEME
