"""``catalogue-record``, ``catalogue-record-turtle`` and ``schema-org``: three files, for a portal harvests an address.

They hold the release's own words about itself. Without publisher, licence and base URL there is nothing to record.
"""

from pathlib import Path

from exporters.base import ExportedFile, ExportError
from exporters.head import Head, read_head
from exporters.kinds.catalogue.dcat import record
from exporters.kinds.catalogue.json_ld import as_json_ld
from exporters.kinds.catalogue.schema_org import schema_org
from exporters.kinds.catalogue.turtle import as_turtle
from publishing.store.pack_reader import Measure, Pack


class CatalogueRecord:
    """The record by DCAT-AP-NL 3 as JSON-LD."""

    kind = "catalogue-record"
    title = "Beschrijving voor dataportalen (DCAT, JSON-LD)"
    version = 1
    required = False

    def describe(self, pack: Pack) -> ExportedFile:
        """Return ``wegwijzer-2026.1-dcat.jsonld``."""
        return ExportedFile(filename=f"wegwijzer-{pack.meta['number']}-dcat.jsonld", media_type="application/ld+json")

    def write(self, pack: Pack, target: Path) -> None:
        """Write the record; raise ExportError when the release does not say whose it is."""
        target.write_bytes(as_json_ld(record(*_told(pack))))


class CatalogueRecordTurtle:
    """The same record as Turtle."""

    kind = "catalogue-record-turtle"
    title = "Beschrijving voor dataportalen (DCAT, Turtle)"
    version = 1
    required = False

    def describe(self, pack: Pack) -> ExportedFile:
        """Return ``wegwijzer-2026.1-dcat.ttl``."""
        return ExportedFile(filename=f"wegwijzer-{pack.meta['number']}-dcat.ttl", media_type="text/turtle")

    def write(self, pack: Pack, target: Path) -> None:
        """Write the record; raise ExportError when the release does not say whose it is."""
        target.write_bytes(as_turtle(record(*_told(pack))))


class SchemaOrg:
    """The record by schema.org as JSON-LD."""

    kind = "schema-org"
    title = "Beschrijving voor zoekmachines (schema.org)"
    version = 1
    required = False

    def describe(self, pack: Pack) -> ExportedFile:
        """Return ``wegwijzer-2026.1-schema-org.jsonld``."""
        return ExportedFile(
            filename=f"wegwijzer-{pack.meta['number']}-schema-org.jsonld", media_type="application/ld+json"
        )

    def write(self, pack: Pack, target: Path) -> None:
        """Write the record; raise ExportError when the release does not say whose it is."""
        target.write_bytes(schema_org(pack, *_told(pack)))


def _told(pack: Pack) -> tuple[Head, Measure]:
    head, bundle = read_head(pack), pack.measure("bundel")
    said = {"de uitgever": head.publisher, "de licentie": head.licence, "het basisadres": head.base_url}
    missing = [name for name, value in said.items() if not value]
    if missing or bundle is None:
        raise ExportError(
            f"Uitgave {head.number} legt niet alles vast wat een dataportaal moet weten. Wat ontbreekt: "
            f"{', '.join(missing) or 'de bundel'}. Vul de instellingen in en bevries opnieuw."
        )
    return head, bundle
