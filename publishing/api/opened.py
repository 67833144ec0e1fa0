"""A release that a request asks for, by its number or as the current one."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from publishing.api import clock
from publishing.api.addresses import RELEASES, address_within
from publishing.api.answer import link
from publishing.api.library import library
from publishing.api.notices import about_item, about_release, holding, status_link, within_release
from publishing.api.problems import NotFoundError, shown
from publishing.api.unavailable import UnavailableError
from publishing.store.catalogue import Catalogue, CatalogueNotice, CatalogueRedaction, CatalogueRelease
from publishing.store.pack_reader import Pack


@dataclass(frozen=True)
class OpenedRelease:
    """A release, the tree that it was asked under (``asked`` is its number, or None for ``actueel``), and when."""

    catalogue: Catalogue
    release: CatalogueRelease
    asked: str | None
    now: datetime

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

    @cached_property
    def notices(self) -> list[CatalogueNotice]:
        """Every notice that holds now, newest first."""
        return holding(self.catalogue, self.now)

    def status(self, item: tuple[str, str] | None = None) -> str:
        """Return the Link value to what is told of the release, and of ``item`` (kind and id) in it."""
        told = about_release(self.notices, self.release.number)
        if item is not None:
            told += about_item(within_release(self.notices, self.release.number), *item)
        return status_link(told, self.release.number)

    def erased(self, kind: str, id: str) -> CatalogueRedaction | None:  # noqa: A002 - the public name
        """Return the redaction by which this release lost the document, None when it did not."""
        return next(
            (
                one
                for one in self.catalogue.redactions
                if (one.kind, one.id) == (kind, id) and self.release.number in one.releases
            ),
            None,
        )

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
    return OpenedRelease(catalogue, release, number, clock.now())
