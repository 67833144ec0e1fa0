"""The answers that describe releases, in published form. Documents have their own shapes (publishing.documents)."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Literal

import msgspec

from publishing.api.addresses import address_within, release_address
from publishing.api.notices import TITLES, about_release
from publishing.documents.base import Digest, Id, Shape, named
from publishing.documents.delta import ReleaseName
from publishing.documents.kinds.accountability import ACCOUNTABILITY
from publishing.documents.manifest import ReleaseNumber
from publishing.documents.registry import COLLECTIONS, KINDS
from publishing.store.catalogue import Catalogue, CatalogueNotice, CatalogueRedaction, CatalogueRelease

Status = Literal["gepubliceerd", "ingetrokken"]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]  # ADR 2.2 /core/date-time: with its zone
STATUS: dict[str, Status] = {"published": "gepubliceerd", "withdrawn": "ingetrokken"}


class Part(Shape, frozen=True, kw_only=True):
    """Een item: zijn soort, zijn kenmerk, en waar het binnen een uitgave staat."""

    kind: str = named("soort")
    id: Id
    path: str = named("pad")


class Notice(Shape, frozen=True, kw_only=True):
    """Een mededeling over een uitgave, over een item, of over een item in één uitgave."""

    number: int = named("nummer")
    sort: Literal["mededeling", "waarschuwing", "ingetrokken"] = named("soort")
    text: str = named("tekst")
    starts_on: date = named("van")
    ends_on: date | None = named("totEnMet", default=None)
    release: ReleaseNumber | None = named("uitgave", default=None)
    part: Part | None = named("onderdeel", default=None)


class NoticeList(Shape, frozen=True, kw_only=True):
    """De mededelingen die vandaag gelden, de nieuwste eerst."""

    count: int = named("aantal")
    items: list[Notice]


class Erased(Shape, frozen=True, kw_only=True):
    """Een item waarvan de inhoud op grond van de wet is gewist. Zijn adres antwoordt 410."""

    part: Part = named("onderdeel")
    digest: Digest = named("vingerafdruk")
    erased_on: date = named("gewistOp")
    ground: str = named("grond")


class Export(Shape, frozen=True, kw_only=True):
    """Een bestand dat van een uitgave is gemaakt."""

    kind: str = named("soort")
    title: str = named("titel")
    filename: str = named("bestand")
    media_type: str = named("mediatype")
    size: int = named("grootte")
    digest: Digest = named("vingerafdruk")
    address: str = named("adres")


class ExportList(Shape, frozen=True, kw_only=True):
    """De bestanden die van een uitgave zijn gemaakt."""

    count: int = named("aantal")
    items: list[Export]


class Addresses(Shape, frozen=True, kw_only=True):
    """Waar de inhoud van een uitgave staat."""

    manifest: str
    bundle: str = named("bundel")
    collections: dict[str, str] = named("collecties")
    accountability: str = named("verantwoording", default="")
    notices: str = named("mededelingen")
    exports: str


class ReleaseSummary(Shape, frozen=True, kw_only=True):
    """Een uitgave in de lijst van uitgaven."""

    number: ReleaseNumber = named("nummer")
    reference_date: date = named("ijkdatum")
    published_at: Moment = named("gepubliceerdOp")
    status: Status
    is_current: bool = named("actueel")
    digest: Digest = named("vingerafdruk")
    address: str = named("adres")
    notices: list[Notice] = named("mededelingen", default=[])


class Release(ReleaseSummary, frozen=True, kw_only=True):
    """Een uitgave: wat haar vastlegt, hoeveel erin staat en waar dat staat."""

    schema_version: str = named("schemaVersie")
    predecessor: ReleaseNumber | None = named("voorganger", default=None)
    counts: dict[str, int] = named("aantallen")
    addresses: Addresses = named("adressen")
    erased: list[Erased] = named("gewist", default=[])


class ReleaseList(Shape, frozen=True, kw_only=True):
    """Alle uitgaven, de nieuwste eerst. `actueel` ontbreekt zolang er niets is gepubliceerd."""

    count: int = named("aantal")
    items: list[ReleaseSummary]
    current: ReleaseNumber | None = named("actueel", default=None)


class Currency(Shape, frozen=True, kw_only=True):
    """Of een kopie bij de tijd is. `uitgave` ontbreekt als geen uitgave deze vingerafdruk heeft."""

    digest: Digest = named("vingerafdruk")
    is_current: bool = named("actueel")
    release: ReleaseNumber | None = named("uitgave", default=None)
    status: Status | None = None
    current: ReleaseName = named("actueleUitgave")
    delta: str | None = named("wijzigingen", default=None)
    bundle: str = named("bundel")


class SchemaSummary(Shape, frozen=True, kw_only=True):
    """Een JSON Schema in de lijst."""

    kind: str = named("soort")
    address: str = named("adres")


class SchemaList(Shape, frozen=True, kw_only=True):
    """De JSON Schema's van alle soorten. `schemaVersie` telt voor alle samen."""

    count: int = named("aantal")
    schema_version: str = named("schemaVersie")
    items: list[SchemaSummary]


def part_of(kind: str, id: str) -> Part:  # noqa: A002 - the public name
    """Return an item with its path below a release."""
    known = KINDS[kind]
    return Part(kind=kind, id=id, path=known.name if known.is_single else f"{known.collection}/{id}")


def told(notice: CatalogueNotice) -> Notice:
    """Return ``notice`` in published form."""
    return Notice(
        number=notice.number,
        sort=TITLES[notice.sort],  # type: ignore[arg-type]  # one of the three
        text=notice.text,
        starts_on=notice.starts_on,
        ends_on=notice.ends_on,
        release=notice.release,
        part=part_of(notice.kind, notice.id) if notice.kind and notice.id else None,
    )


def notice_list(notices: Sequence[CatalogueNotice]) -> NoticeList:
    """Return ``notices`` as a collection."""
    return NoticeList(count=len(notices), items=[told(notice) for notice in notices])


def _erased(redaction: CatalogueRedaction) -> Erased:
    return Erased(
        part=part_of(redaction.kind, redaction.id),
        digest=redaction.digest,
        erased_on=redaction.erased_on,
        ground=redaction.ground,
    )


def export_list(release: CatalogueRelease) -> ExportList:
    """Return the files that went out with ``release``."""
    items = [
        Export(
            kind=one.kind,
            title=one.title,
            filename=one.filename,
            media_type=one.media_type,
            size=one.size,
            digest=one.sha256,
            address=address_within(release.number, f"exports/{one.kind}"),
        )
        for one in release.exports
    ]
    return ExportList(count=len(items), items=items)


def release_summary(
    catalogue: Catalogue, release: CatalogueRelease, notices: Sequence[CatalogueNotice]
) -> ReleaseSummary:
    """Return ``release`` as an item of the list. Moments are UTC (ADR 2.2 /core/date-time)."""
    return ReleaseSummary(
        number=release.number,
        reference_date=release.reference_date,
        published_at=release.published_at.astimezone(UTC),
        status=STATUS[release.status],
        is_current=release.number == catalogue.current,
        digest=release.digest,
        address=release_address(release.number),
        notices=[told(notice) for notice in about_release(notices, release.number)],
    )


def release_detail(catalogue: Catalogue, release: CatalogueRelease, notices: Sequence[CatalogueNotice]) -> Release:
    """Return ``release`` with its counts and addresses; these are pinned, also under ``actueel``."""
    summary = release_summary(catalogue, release, notices)
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
            notices=address_within(release.number, "mededelingen"),
            exports=address_within(release.number, "exports"),
        ),
        erased=[_erased(one) for one in catalogue.redactions if release.number in one.releases],
    )


def release_list(catalogue: Catalogue, notices: Sequence[CatalogueNotice]) -> ReleaseList:
    """Return every release, newest first."""
    items = [release_summary(catalogue, release, notices) for release in reversed(catalogue.releases)]
    return ReleaseList(count=len(items), items=items, current=catalogue.current)
