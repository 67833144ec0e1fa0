"""Addresses of the public API, as absolute paths. No host: an answer is the same bytes wherever it is served.

``number`` is a release's number, or None for the tree under ``actueel``.
"""

from publishing.api.version import BASE_PATH

RELEASES = f"{BASE_PATH}/uitgaven"
CURRENT = f"{BASE_PATH}/actueel"
NOTICES = f"{BASE_PATH}/mededelingen"
DELTAS = f"{BASE_PATH}/wijzigingen"
FEED = f"{BASE_PATH}/feed"
SCHEMAS = f"{BASE_PATH}/schemas"


def release_address(number: str | None) -> str:
    """Return the address of a release, or of the current one."""
    return CURRENT if number is None else f"{RELEASES}/{number}"


def address_within(number: str | None, path: str) -> str:
    """Return the address of ``path`` (such as ``domeinen/rust``; empty for the release itself) within a release."""
    return f"{release_address(number)}/{path}" if path else release_address(number)
