"""The catalogue: the one mutable public file. It says which releases exist and which one is current, and what is to be
told of them: notices with their dates, and documents that were erased.

``generation`` only rises; a writer who knows less than what is there must not write.
"""

from datetime import date, datetime
from typing import Literal

import msgspec

from publishing.store.base import MissingError, Store
from publishing.store.layout import CATALOGUE


class CatalogueError(Exception):
    """The file is no catalogue."""


class PackFile(msgspec.Struct, frozen=True, kw_only=True):
    """Where a release's pack lies, and what it must hash to."""

    key: str
    sha256: str
    size: int


class CatalogueExport(msgspec.Struct, frozen=True, kw_only=True):
    """A file made of a release, in one ``kind``, that went out with it. It lies at ``layout.public_export(sha256)``."""

    kind: str
    title: str
    filename: str
    media_type: str
    size: int
    sha256: str


class CatalogueRelease(msgspec.Struct, frozen=True, kw_only=True):
    """A published release."""

    number: str
    digest: str
    reference_date: date
    published_at: datetime
    status: Literal["published", "withdrawn"] = "published"
    predecessor: str | None = None
    schema_version: str
    counts: dict[str, int]
    pack: PackFile
    exports: list[CatalogueExport] = []


class CatalogueNotice(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something to be told of a release, of an item (``kind`` and ``id``), or of an item in one release.

    It holds from the day ``starts_on`` up to and including ``ends_on``, in the time zone of the publisher; without an
    end it holds for good. What was ended early is not listed.
    """

    number: int
    sort: Literal["notice", "warning", "withdrawn"]
    text: str
    starts_on: date
    ends_on: date | None = None
    release: str | None = None
    kind: str | None = None
    id: str | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether ``day`` lies within its dates."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class CatalogueRedaction(msgspec.Struct, frozen=True, kw_only=True):
    """A document that was erased by law from the ``releases`` that held it; its address answers why."""

    digest: str
    kind: str
    id: str
    releases: list[str]
    erased_on: date
    ground: str


class AuditHead(msgspec.Struct, frozen=True, kw_only=True):
    """The link of the publisher's chain of records that made this generation: its number and its SHA-256."""

    sequence: int
    hash: str


class Catalogue(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Every published release, oldest first, and the current one.

    What has a default is left out as long as there is none: a catalogue from before it could be keeps its bytes.
    """

    generation: int
    current: str | None
    releases: list[CatalogueRelease]
    notices: list[CatalogueNotice] = []
    redactions: list[CatalogueRedaction] = []
    audit: AuditHead | None = None

    def release(self, number: str) -> CatalogueRelease | None:
        """Return the release with this number."""
        return next((release for release in self.releases if release.number == number), None)

    @property
    def files(self) -> set[str]:
        """The SHA-256 of every file that readers are led to: packs and exports."""
        packs = {release.pack.sha256 for release in self.releases}
        return packs | {export.sha256 for release in self.releases for export in release.exports}


EMPTY = Catalogue(generation=0, current=None, releases=[])


def decode(data: bytes) -> Catalogue:
    """Return the catalogue in ``data``; raise CatalogueError when it is none."""
    try:
        return msgspec.json.decode(data, type=Catalogue)
    except msgspec.MsgspecError as error:
        raise CatalogueError(f"{CATALOGUE} is beschadigd: {error}") from error


def encode(catalogue: Catalogue) -> bytes:
    """Return the file's bytes: JSON with sorted keys, for people to read too."""
    return msgspec.json.format(msgspec.json.encode(catalogue, order="sorted"), indent=1)


def read_catalogue(store: Store) -> Catalogue:
    """Return the catalogue, or an empty one where none was written yet; raise CatalogueError."""
    try:
        return decode(store.read(CATALOGUE))
    except MissingError:
        return EMPTY


def write_catalogue(store: Store, catalogue: Catalogue) -> bool:
    """Put ``catalogue`` in place unless a newer one is there; return whether it was written.

    Raise CatalogueError when what is there is damaged or differs at the same generation, and ConflictError when a
    writer was quicker: try again then.
    """
    try:
        current = store.read(CATALOGUE)
    except MissingError:
        current = None
    data = encode(catalogue)
    if current is not None:
        held = decode(current)
        if data == current or held.generation > catalogue.generation:
            return False
        if held.generation == catalogue.generation:
            raise CatalogueError(f"{CATALOGUE} zegt iets anders bij dezelfde generatie {held.generation}")
    store.replace(CATALOGUE, data, expected=current)
    return True
