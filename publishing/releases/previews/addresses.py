"""Where candidates are shown: beside the public API, under an address that no cache in front of that one covers."""

from publishing.api.version import BASE_PATH

ROOT = "/voorbeeld"
API = f"{ROOT}{BASE_PATH}"
ENTRANCE = f"{ROOT}/"
READING = f"{ROOT}/lezen"
WEBSITE = f"{ROOT}/website"  # served by exporters, which know how it is made


def item_address(collection: str, public_id: str) -> str:
    """Return the page on which a reader finds an item; a single document has no collection."""
    return f"{READING}/{collection}/{public_id}" if collection != public_id else f"{READING}/{collection}"
