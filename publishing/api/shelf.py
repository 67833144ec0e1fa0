"""The opened packs. Each is checked against the catalogue before its first use; one that differs is refused."""

import hashlib
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Set

from publishing.api.problems import RETRY_AFTER
from publishing.api.unavailable import UnavailableError
from publishing.store.base import Store, StoreError
from publishing.store.catalogue import CatalogueRelease
from publishing.store.files import sha256_of
from publishing.store.layout import is_public_pack
from publishing.store.pack_reader import Pack, PackError

logger = logging.getLogger(__name__)


def open_verified(store: Store, release: CatalogueRelease) -> Pack:
    """Return the pack of ``release``; raise StoreError, PackError or OSError when it is absent or differs."""
    if not is_public_pack(release.pack.key, release.digest):  # never a candidate's, whatever the catalogue says
        raise PackError(f"{release.pack.key} is not where the pack of {release.number} is published")
    path = store.local_file(release.pack.key)
    if path.stat().st_size != release.pack.size:
        raise PackError(f"{release.pack.key} is not {release.pack.size} bytes long")
    with path.open("rb") as stream:
        if sha256_of(stream) != release.pack.sha256:
            raise PackError(f"{release.pack.key} does not hash to {release.pack.sha256}")
    pack = Pack(path)
    manifest = pack.representation("inhoudslijst")
    if manifest is None or hashlib.sha256(manifest.body).hexdigest() != release.digest:
        raise PackError(f"{release.pack.key} holds another release than {release.number}")
    return pack


class Shelf:
    """Packs by the SHA-256 of their file. A refused one is looked at again after RETRY_AFTER seconds, not before."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._clock = clock
        self._lock = threading.Lock()
        self._packs: dict[str, Pack] = {}
        self._refused_until: dict[str, float] = {}

    def pack(self, release: CatalogueRelease) -> Pack:
        """Return the verified pack of ``release``; raise UnavailableError."""
        name = release.pack.sha256
        pack = self._packs.get(name)
        if pack is not None:
            return pack
        with self._lock:
            if name not in self._packs:
                self._packs[name] = self._opened(name, release)
            return self._packs[name]

    def keep(self, sha256s: Set[str]) -> None:
        """Let go of every pack but these; an answer that is being read from another one is read on."""
        with self._lock:
            self._packs = {name: pack for name, pack in self._packs.items() if name in sha256s}

    def forget(self) -> None:
        """Let every pack be verified anew before its next use."""
        with self._lock:
            self._packs = {}

    def _opened(self, name: str, release: CatalogueRelease) -> Pack:
        refusal = UnavailableError(f"Uitgave {release.number} kan nu niet worden gelezen. Probeer het later opnieuw.")
        if self._clock() < self._refused_until.get(name, float("-inf")):
            raise refusal
        try:
            return open_verified(self._store, release)
        except (StoreError, PackError, OSError, sqlite3.Error) as error:
            logger.error("The pack of %s is refused: %s", release.number, error)
            self._refused_until[name] = self._clock() + RETRY_AFTER
            raise refusal from error
