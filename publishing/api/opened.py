"""A release that a request asks for, by its number or as the current one."""

from dataclasses import dataclass
from functools import cached_property

from publishing.api.addresses import RELEASES, address_within
from publishing.api.answer import link
from publishing.api.library import library
from publishing.api.problems import NotFoundError, shown
from publishing.api.unavailable import UnavailableError
from publishing.store.catalogue import Catalogue, CatalogueRelease
from publishing.store.pack_reader import Pack


@dataclass(frozen=True)
class OpenedRelease:
    """A release and the tree that it was asked under: ``asked`` is its number, or None for ``actueel``."""

    catalogue: Catalogue
    release: CatalogueRelease
    asked: str | None

    @cached_property
    def pack(self) -> Pack:
        """The verified pack; raises UnavailableError."""
        return library().pack(self.release)

    @cached_property
    def predecessor(self) -> CatalogueRelease | None:
        """The release before this one, as far as it is published."""
        return self.catalogue.release(self.release.predecessor) if self.release.predecessor else None

    def predecessor_holds(self, kind: str, id: str) -> bool:  # noqa: A002 - the public name
        """Say whether the release before this one holds the document, as far as that can be told now."""
        try:
            return bool(self.predecessor and library().pack(self.predecessor).document(kind, id))
        except UnavailableError:
            return False  # another release's trouble is not this one's

    def versions(self, path: str, *, predecessor: bool = True) -> tuple[str, ...]:
        """Return the Link values (RFC 5829 3.3, 3.5) from ``path`` to what came before it and to what is current."""
        latest = link(address_within(None, path), "latest-version")
        if not predecessor or self.predecessor is None:
            return (latest,)
        return link(address_within(self.predecessor.number, path), "predecessor-version"), latest


def open_release(number: str | None) -> OpenedRelease:
    """Return the release with this number, or the current one for None; raise NotFoundError or UnavailableError."""
    catalogue = library().catalogue()
    wanted = catalogue.current if number is None else number
    if wanted is None:
        raise NotFoundError("Er is nog niets gepubliceerd, dus er is nog geen actuele uitgave.")
    release = catalogue.release(wanted)
    if release is None:
        raise NotFoundError(f"Er is geen uitgave ‘{shown(wanted)}’. Alle uitgaven staan op {RELEASES}.")
    return OpenedRelease(catalogue, release, number)
