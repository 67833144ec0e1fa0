"""From an address to a store."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from publishing.store.base import Store, StoreError
from publishing.store.filesystem import FilesystemStore


def open_store(url: str) -> Store:
    """Return the store at ``url``: ``file:///absolute/folder``. Raise StoreError for any other address."""
    parts = urlsplit(url)
    if parts.scheme == "file" and not parts.netloc and parts.path:
        return FilesystemStore(Path(unquote(parts.path)))
    raise StoreError(f"RELEASE_STORE_URL moet een adres als file:///… zijn, niet {url!r}.")
