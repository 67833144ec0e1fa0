"""The manifest (inhoudslijst): what a release consists of. Its SHA-256 is the release."""

from datetime import date
from typing import Annotated

import msgspec

from publishing.documents.base import RELEASE_NUMBER, Digest, Id, Plain, Shape, Url, named
from publishing.documents.canonical import canonical_bytes, digest

ReleaseNumber = Annotated[
    str, msgspec.Meta(pattern=f"^{RELEASE_NUMBER}$", description="Jaar, punt, volgnummer: 2026.1.")
]


class Entry(Shape, frozen=True, kw_only=True):
    """One document. The order of entries is the order of the release."""

    kind: str = named("soort")
    id: Id
    digest: Digest = named("vingerafdruk")


class Retired(Shape, frozen=True, kw_only=True):
    """An item that an earlier release held and this one does not."""

    kind: str = named("soort")
    id: Id
    ended_in: ReleaseNumber = named("vervallenIn")
    reason: Plain = named("reden", default="")
    successor: Id | None = named("vervangenDoor", default=None)


class Predecessor(Shape, frozen=True, kw_only=True):
    """The release that this one follows."""

    number: ReleaseNumber = named("nummer")
    digest: Digest = named("vingerafdruk")


class Manifest(Shape, frozen=True, kw_only=True, tag_field="soort", tag="inhoudslijst"):
    """A whole release, by digest."""

    number: ReleaseNumber = named("nummer")
    reference_date: date = named("ijkdatum")
    schema_version: str = named("schemaVersie")
    predecessor: Predecessor | None = named("voorganger", default=None)
    publisher: Plain = named("uitgever", default="")
    licence: Url = named("licentie", default="")
    base_url: Url = named("basisadres", default="")
    documents: list[Entry] = named("documenten")
    retired: list[Retired] = named("vervallen", default_factory=list)


def manifest_bytes(manifest: Manifest) -> tuple[bytes, str]:
    """Return the manifest's canonical bytes and their digest, which names the release."""
    data = canonical_bytes(manifest)
    return data, digest(data)


def read_manifest(data: bytes) -> Manifest:
    """Return the manifest in ``data``; raise msgspec.ValidationError when it is none."""
    return msgspec.json.decode(data, type=Manifest)
