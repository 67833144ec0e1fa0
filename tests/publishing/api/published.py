"""Releases for these tests: written with the same code that publishes, from shapes filled in here."""

import hashlib
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec

from publishing.documents.base import Document
from publishing.documents.canonical import canonical_bytes, digest
from publishing.documents.indexing import Indexer
from publishing.documents.kinds.accountability import Accountability
from publishing.documents.kinds.domain import Domain
from publishing.documents.kinds.fixed import Definition, Reference, SelectionQuestion, Step, Text
from publishing.documents.kinds.intervention import Intervention, Recognition
from publishing.documents.kinds.practice_example import PracticeExample
from publishing.documents.kinds.recommendation import InterventionLink, Recommendation
from publishing.documents.manifest import Entry, Manifest, Predecessor, Retired, manifest_bytes
from publishing.documents.registry import KINDS
from publishing.store.base import MissingError, Store
from publishing.store.catalogue import CatalogueExport, CatalogueRelease, PackFile, read_catalogue, write_catalogue
from publishing.store.layout import CATALOGUE, public_export, public_pack
from publishing.store.pack import PackDocument, PackRetired, write_pack

# Whom openapi.json names in tests, whatever the settings of a run say.
NEUTRAL = {
    "contact_name": "Beheer",
    "contact_email": "beheer@wegwijzer.example",
    "contact_url": "https://wegwijzer.example/contact",
}
FIRST, SECOND = "2025.1", "2026.1"
EXPORT = "json-bundle"
EXAMPLE_IDS = {
    "tekst": "inleiding",
    "stap": "stap-1",
    "domein": "rust",
    "aanbeveling": "rust-in-de-week",
    "interventie": "sterk-samen",
    "praktijkvoorbeeld": "de-linde",
    "keuzevraag": "past-het",
    "begrip": "welbevinden",
    "verwijzing": "register",
}
RETIRED = [
    Retired(kind="interventie", id="oud", ended_in=SECOND, reason="Niet meer erkend.", successor="sterk-samen"),
    Retired(kind="tekst", id="weg", ended_in=SECOND),
]


def content(year: str) -> list[Document]:
    """Return one document of each kind and seven texts; the texts and the accountability differ per ``year``."""
    recognition = Recognition(
        register="nji",
        record="sterk-samen",
        level="goed-onderbouwd",
        coarse_level="goed onderbouwd",
        recognised_on=date(2024, 2, 29),
    )
    link = InterventionLink(intervention="sterk-samen", tailored_text="<p>Oefenen met grenzen.</p>")
    return [
        Text(id="inleiding", title=f"Inleiding {year}", body="<p>Geïnspireerd door scholen — echt.</p>"),
        *(Text(id=f"tekst-{number}", title=f"Tekst {number} van {year}") for number in range(6)),
        Step(id="stap-1", number=1, title="Begin"),
        Domain(id="rust", number=1, title="Rust", when_low="Druk", when_high="Kalm"),
        Recommendation(id="rust-in-de-week", title="Plan rust", domain="rust", interventions=[link]),
        Intervention(id="sterk-samen", name="Sterk samen", age_from=12.0, recognitions=[recognition]),
        PracticeExample(id="de-linde", title="De Linde", consent_until=date(2027, 1, 1)),
        SelectionQuestion(id="past-het", number=1, question="Past het?"),
        Definition(id="welbevinden", term="Welbevinden"),
        Reference(id="register", title="Register", url="https://register.example"),
        Accountability(id="verantwoording", title="Verantwoording", reference_date=date(int(year), 7, 31)),
    ]


@dataclass(frozen=True)
class Published:
    """What went into a release: bytes by kind and id, and the release as the catalogue has it."""

    release: CatalogueRelease
    manifest: bytes
    bodies: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def body(self, kind: str, id: str) -> bytes:  # noqa: A002 - the field's public name
        return self.bodies[kind, id]


def publish(
    store: Store,
    number: str,
    documents: Sequence[Document],
    *,
    retired: Sequence[Retired] = (),
    predecessor: CatalogueRelease | None = None,
) -> Published:
    """Write the pack of a release, put it in the catalogue and make it the current one."""
    bodies = {(_kind(item), item.id): canonical_bytes(item) for item in documents}
    manifest, name = manifest_bytes(
        Manifest(
            number=number,
            reference_date=date(int(number[:4]), 7, 31),
            schema_version="1.0",
            predecessor=Predecessor(number=predecessor.number, digest=predecessor.digest) if predecessor else None,
            documents=[Entry(kind=kind, id=item_id, digest=digest(body)) for (kind, item_id), body in bodies.items()],
            retired=list(retired),
        )
    )
    counts = {kind: sum(1 for found, _ in bodies if found == kind) for kind in KINDS}
    release = CatalogueRelease(
        number=number,
        digest=name,
        reference_date=date(int(number[:4]), 7, 31),
        published_at=datetime(int(number[:4]), 9, 1, 8, 30, tzinfo=UTC),
        predecessor=predecessor.number if predecessor else None,
        schema_version="1.0",
        counts=counts,
        pack=_store_pack(store, name, manifest, bodies, retired),
        exports=[_store_export(store, number)],
    )
    catalogue = read_catalogue(store)
    move(store, releases=[*catalogue.releases, release], current=number)
    return Published(release, manifest, bodies)


def two_releases(store: Store) -> tuple[Published, Published]:
    """Publish 2025.1 and its successor 2026.1, in which two items have ended, and return both."""
    first = publish(store, FIRST, content("2025"))
    second = publish(store, SECOND, content("2026"), retired=RETIRED, predecessor=first.release)
    return first, second


def move(store: Store, **fields: Any) -> None:
    """Write the next generation of the catalogue with other ``fields``."""
    catalogue = read_catalogue(store)
    changed = msgspec.structs.replace(catalogue, generation=catalogue.generation + 1, **fields)
    write_catalogue(store, changed)


def overwrite_catalogue(store: Store, data: bytes) -> None:
    """Put ``data`` in the catalogue's place, whatever is there."""
    try:
        expected = store.read(CATALOGUE)
    except MissingError:
        expected = None
    store.replace(CATALOGUE, data, expected=expected)


def _kind(item: Document) -> str:
    return next(kind.name for kind in KINDS.values() if kind.shape is type(item))


def _store_export(store: Store, number: str) -> CatalogueExport:
    """Put a file in the store as an exporter does."""
    data = json.dumps({"bestand": [f"van {number}"] * 400}).encode()
    sha256 = hashlib.sha256(data).hexdigest()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(data)
        store.add(public_export(sha256), path)
    return CatalogueExport(
        kind=EXPORT,
        title="Alles",
        filename=f"wegwijzer-{number} é.json",
        media_type="application/json",
        size=len(data),
        sha256=sha256,
    )


def _store_pack(
    store: Store, name: str, manifest: bytes, bodies: dict[tuple[str, str], bytes], retired: Sequence[Retired]
) -> PackFile:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pack"
        write_pack(
            path,
            meta={"digest": name},
            manifest=manifest,
            documents=[PackDocument(*address, digest(body), body) for address, body in bodies.items()],
            retired=[PackRetired(item.kind, item.id, canonical_bytes(item)) for item in retired],
            indexer=Indexer(),
        )
        store.add(public_pack(name), path)
        data = path.read_bytes()
        return PackFile(key=public_pack(name), sha256=hashlib.sha256(data).hexdigest(), size=len(data))
