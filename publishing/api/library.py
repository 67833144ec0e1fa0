"""What this process can read: the catalogue and the packs of the release store that the settings name."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from django.conf import settings

from publishing.api.catalogue_reader import CatalogueReader
from publishing.api.files import Files
from publishing.api.shelf import Shelf
from publishing.api.unavailable import UnavailableError
from publishing.store.base import Store, StoreError
from publishing.store.catalogue import Catalogue, CatalogueExport, CatalogueRedaction, CatalogueRelease
from publishing.store.local_copies import forget_copies
from publishing.store.opening import open_store
from publishing.store.pack_reader import Pack


class Shelves(Protocol):
    """What a view reads from."""

    def catalogue(self) -> Catalogue:
        """Return the catalogue; raise UnavailableError."""

    def pack(self, release: CatalogueRelease) -> Pack:
        """Return the verified pack of ``release``; raise UnavailableError."""

    def file(self, export: CatalogueExport) -> Path:
        """Return a verified file of this machine with the bytes of ``export``; raise UnavailableError."""

    def forget_packs(self) -> None:
        """Let every pack be verified anew before its next use."""


class Library:
    """Catalogue and packs of one store. Shared by all threads of a process."""

    def __init__(self, store: Store, copies: Path) -> None:
        self._catalogue = CatalogueReader(store)
        self._shelf = Shelf(store)
        self._files = Files(store)
        self._copies = copies
        self._erased: list[CatalogueRedaction] = []

    def catalogue(self) -> Catalogue:
        """Return the newest good catalogue; raise UnavailableError."""
        return self._seen(self._catalogue.read())

    def recent_catalogue(self) -> Catalogue:
        """Return a catalogue of at most an instant ago; raise UnavailableError."""
        return self._seen(self._catalogue.recent())

    def pack(self, release: CatalogueRelease) -> Pack:
        """Return the verified pack of ``release``; raise UnavailableError."""
        return self._shelf.pack(release)

    def file(self, export: CatalogueExport) -> Path:
        """Return a verified file of this machine with the bytes of ``export``; raise UnavailableError."""
        return self._files.path(export)

    def _seen(self, catalogue: Catalogue) -> Catalogue:
        if catalogue.redactions is not self._erased and catalogue.redactions != self._erased:
            self._forget_erased(catalogue)
        return catalogue

    def _forget_erased(self, catalogue: Catalogue) -> None:
        """Let go of what the catalogue says was erased: packs that nobody is led to, and copies on this machine."""
        self._shelf.keep({release.pack.sha256 for release in catalogue.releases})
        forget_copies(self._copies, {one.digest for one in catalogue.redactions}, named=catalogue.files)
        self._erased = catalogue.redactions

    def forget_packs(self) -> None:
        """Let every pack be verified anew before its next use."""
        self._shelf.forget()


@lru_cache(maxsize=8)
def library_at(url: str) -> Library:
    """Return the library of the store at ``url``; raise StoreError for an address that is none."""
    return Library(open_store(url, copies=settings.RELEASE_STORE_COPIES), settings.RELEASE_STORE_COPIES)


_instead: ContextVar[Shelves | None] = ContextVar("instead", default=None)


@contextmanager
def reading_from(shelves: Shelves) -> Iterator[None]:
    """Let the views that are called within read from ``shelves`` and from nothing else."""
    token = _instead.set(shelves)
    try:
        yield
    finally:
        _instead.reset(token)


def library() -> Shelves:
    """Return what a view reads from here: the library of the settings, unless a caller gave another."""
    return _instead.get() or public_library()


def public_library() -> Library:
    """Return the library of ``settings.RELEASE_STORE_URL``; raise UnavailableError."""
    try:
        return library_at(settings.RELEASE_STORE_URL)
    except StoreError as error:
        raise UnavailableError("De opslag van uitgaven is niet bereikbaar. Probeer het later opnieuw.") from error
