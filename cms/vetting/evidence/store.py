"""The private store of evidence files: named by their SHA-256, under no public address.

``STORAGES["evidence"]`` says where. A file is written before the row that names it: what a refused proposal leaves
behind is a file that nobody can ask for.
"""

import hashlib
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, storages


class PrivateFiles(FileSystemStorage):
    """Files that only a view of ours hands out, to who may see verdicts."""

    def url(self, name: str | None) -> str:
        """Raise ValueError: evidence has no address of its own."""
        raise ValueError("Evidence is handed out by its view only.")


def _place(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"


def keep(data: bytes) -> str:
    """Write ``data`` unless it is there already, and return its SHA-256."""
    sha256 = hashlib.sha256(data).hexdigest()
    store = storages["evidence"]
    if not store.exists(_place(sha256)):
        store.save(_place(sha256), ContentFile(data))
    return sha256


def open_kept(sha256: str) -> "File[Any] | None":  # quoted: generic for the type checker only
    """Return the open file of that hash; None when its bytes are gone or are no longer those of its name."""
    store = storages["evidence"]
    if not store.exists(_place(sha256)):
        return None
    file = store.open(_place(sha256))
    if hashlib.sha256(file.read()).hexdigest() != sha256:
        file.close()
        return None
    file.seek(0)
    return file
