"""The answers that describe releases, in published form. Documents have their own shapes (publishing.documents)."""

from datetime import UTC, date, datetime
from typing import Literal

from publishing.api.addresses import address_within, release_address
from publishing.documents.base import Digest, Shape, named
from publishing.documents.kinds.accountability import ACCOUNTABILITY
from publishing.documents.manifest import ReleaseNumber
from publishing.documents.registry import COLLECTIONS
from publishing.store.catalogue import Catalogue, CatalogueRelease

Status = Literal["gepubliceerd", "ingetrokken"]
STATUS: dict[str, Status] = {"published": "gepubliceerd", "withdrawn": "ingetrokken"}


class Addresses(Shape, frozen=True, kw_only=True):
    """Waar de inhoud van een uitgave staat."""

    manifest: str
    bundle: str = named("bundel")
    collections: dict[str, str] = named("collecties")
    accountability: str = named("verantwoording", default="")


class ReleaseSummary(Shape, frozen=True, kw_only=True):
    """Een uitgave in de lijst van uitgaven."""

    number: ReleaseNumber = named("nummer")
    reference_date: date = named("ijkdatum")
    published_at: datetime = named("gepubliceerdOp")
    status: Status
    is_current: bool = named("actueel")
    digest: Digest = named("vingerafdruk")
    address: str = named("adres")


class Release(ReleaseSummary, frozen=True, kw_only=True):
    """Een uitgave: wat haar vastlegt, hoeveel erin staat en waar dat staat."""

    schema_version: str = named("schemaVersie")
    predecessor: ReleaseNumber | None = named("voorganger", default=None)
    counts: dict[str, int] = named("aantallen")
    addresses: Addresses = named("adressen")


class ReleaseList(Shape, frozen=True, kw_only=True):
    """Alle uitgaven, de nieuwste eerst. `actueel` ontbreekt zolang er niets is gepubliceerd."""

    count: int = named("aantal")
    items: list[ReleaseSummary]
    current: ReleaseNumber | None = named("actueel", default=None)


def release_summary(catalogue: Catalogue, release: CatalogueRelease) -> ReleaseSummary:
    """Return ``release`` as an item of the list. Moments are UTC (ADR 2.2 /core/date-time)."""
    return ReleaseSummary(
        number=release.number,
        reference_date=release.reference_date,
        published_at=release.published_at.astimezone(UTC),
        status=STATUS[release.status],
        is_current=release.number == catalogue.current,
        digest=release.digest,
        address=release_address(release.number),
    )


def release_detail(catalogue: Catalogue, release: CatalogueRelease) -> Release:
    """Return ``release`` with its counts and addresses; these are pinned, also under ``actueel``."""
    summary = release_summary(catalogue, release)
    return Release(
        **{name: getattr(summary, name) for name in summary.__struct_fields__},
        schema_version=release.schema_version,
        predecessor=release.predecessor,
        counts={kind.collection: release.counts.get(kind.name, 0) for kind in COLLECTIONS},
        addresses=Addresses(
            manifest=address_within(release.number, "manifest"),
            bundle=address_within(release.number, "bundel"),
            collections={kind.collection: address_within(release.number, kind.collection) for kind in COLLECTIONS},
            # Releases from before there was one have none.
            accountability=address_within(release.number, ACCOUNTABILITY) if release.counts.get(ACCOUNTABILITY) else "",
        ),
    )


def release_list(catalogue: Catalogue) -> ReleaseList:
    """Return every release, newest first."""
    items = [release_summary(catalogue, release) for release in reversed(catalogue.releases)]
    return ReleaseList(count=len(items), items=items, current=catalogue.current)
