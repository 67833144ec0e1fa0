"""What the public API would read once a candidate is published: the catalogue of then, and the candidate's own pack.

The pack is looked through before each use and nothing of it is kept, so that one that was damaged, or that holds what
was erased since, is never read from.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from publishing.api.library import public_library
from publishing.api.shelf import open_whole
from publishing.api.unavailable import UnavailableError
from publishing.releases.errors import ReleaseError
from publishing.releases.models import Release
from publishing.releases.outbox import catalogue_entry, current_catalogue
from publishing.releases.packs import newest_pack
from publishing.releases.redactions.holding import edition_of
from publishing.releases.storage import release_store
from publishing.store.base import StoreError
from publishing.store.catalogue import Catalogue, CatalogueError, CatalogueExport, CatalogueRelease
from publishing.store.layout import candidate_pack
from publishing.store.pack_reader import Pack, PackError


@dataclass(frozen=True)
class CandidateShelf:
    """Answers as publishing.api.library does, with ``release`` as the current one."""

    held: Catalogue
    release: CatalogueRelease
    opened: Pack

    def catalogue(self) -> Catalogue:
        """Return the catalogue as it will be."""
        return self.held

    def pack(self, release: CatalogueRelease) -> Pack:
        """Return the candidate's pack, or that of a published release; raise UnavailableError."""
        return self.opened if release == self.release else public_library().pack(release)

    def file(self, export: CatalogueExport) -> Path:
        """Return a file of a published release: those of a candidate are known once it is made ready to go out."""
        return public_library().file(export)

    def forget_packs(self) -> None:
        """Nothing of a candidate is kept."""


@contextmanager
def candidate_shelf(release: Release) -> Iterator[CandidateShelf]:
    """Give what can be read of the candidate; raise UnavailableError when that is not whole or not there (yet)."""
    try:
        entry = _entry(release)
        now = current_catalogue()
        after = msgspec.structs.replace(
            now, generation=now.generation + 1, current=entry.number, releases=[*now.releases, entry]
        )
        pack = open_whole(release_store(), entry)
    except (StoreError, ReleaseError, CatalogueError, PackError, OSError, sqlite3.Error) as error:
        told = f"De kandidaat van {release.number} kan nu niet worden gelezen. Probeer het later opnieuw."
        raise UnavailableError(told) from error
    with closing(pack):
        yield CandidateShelf(after, entry, pack)


def _entry(release: Release) -> CatalogueRelease:
    """Return the candidate as the catalogue will list it; until then the moment of its freeze stands in it."""
    record = newest_pack(release)
    if record is None:
        told = f"Het pakket van de kandidaat {release.number} wordt nog gemaakt. Probeer het over een halve minuut."
        raise UnavailableError(told)
    return catalogue_entry(
        release,
        record,
        published_at=release.newest_freeze.at,
        key=candidate_pack(release.digest, edition_of(release)),
    )
