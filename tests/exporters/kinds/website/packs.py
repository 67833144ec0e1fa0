"""Packs made of documents, without a workshop: what a release holds is what the site is made of."""

from datetime import date
from pathlib import Path
from typing import Any

from exporters.kinds.website.exporter import Website
from publishing.documents.base import Document
from publishing.documents.canonical import canonical_bytes, digest
from publishing.documents.indexing import Indexer
from publishing.documents.kinds.domain import Domain
from publishing.documents.kinds.fixed import Definition, Reference, SelectionQuestion, Step, Text
from publishing.documents.kinds.intervention import Intervention, Recognition
from publishing.documents.kinds.practice_example import PracticeExample
from publishing.documents.kinds.recommendation import InterventionLink, Recommendation, Substantiation
from publishing.documents.manifest import Entry, Manifest, manifest_bytes
from publishing.documents.registry import KINDS
from publishing.store.pack import PackDocument, write_pack
from publishing.store.pack_reader import Pack

REFERENCE_DATE = date(2026, 7, 31)


def kind_of(document: Document) -> str:
    return next(kind.name for kind in KINDS.values() if kind.shape is type(document))


def pack_of(path: Path, documents: list[Document], *, number: str = "2026.1", base_url: str = "") -> Pack:
    """Write a pack of ``documents`` to ``path`` and open it."""
    rows = []
    for one in documents:
        body = canonical_bytes(one)
        rows.append(PackDocument(kind_of(one), one.id, digest(body), body))
    manifest = Manifest(
        number=number,
        reference_date=REFERENCE_DATE,
        schema_version="1.1",
        publisher="Kenniswerkplaats (verzonnen)",
        base_url=base_url,
        documents=[Entry(kind=row.kind, id=row.id, digest=row.digest) for row in rows],
    )
    data, named = manifest_bytes(manifest)
    meta = {"digest": named, "number": number, "reference_date": REFERENCE_DATE.isoformat(), "schema_version": "1.1"}
    write_pack(path, meta=meta, manifest=data, documents=rows, retired=[], indexer=Indexer())
    return Pack(path)


def site_of(path: Path, documents: list[Document], **kwargs: Any) -> dict[str, str]:
    """Return the files of the site of ``documents`` as text."""
    pack = pack_of(path, documents, **kwargs)
    return {name: body.decode() for name, body in Website().files(pack).items()}


def domain(number: int = 1, **fields: Any) -> Domain:
    values = {
        "id": f"domein-{number}",
        "number": number,
        "title": f"Domein {number}",
        "when_low": f"De sfeer is gespannen ({number}).",
        "when_high": f"De sfeer is rustig ({number}).",
        "explanation": "<p>Een rustige klas helpt.</p>",
    }
    return Domain(**{**values, **fields})


def intervention(name: str = "rustig-leren", **fields: Any) -> Intervention:
    found = Recognition(
        register="nji",
        record="rustig",
        level="goed-onderbouwd",
        coarse_level="goed onderbouwd",
        recognised_on=date(2024, 2, 29),
        url="https://register.example/rustig",
    )
    values = {"id": name, "name": name.capitalize(), "summary": "<p>Een lessenreeks.</p>", "recognitions": [found]}
    return Intervention(**{**values, **fields})


def recommendation(name: str = "plan-rust", *, of: str = "domein-1", **fields: Any) -> Recommendation:
    values: dict[str, Any] = {
        "id": name,
        "title": name.capitalize(),
        "domain": of,
        "body": "<p>Houd een middag vrij.</p>",
    }
    return Recommendation(**{**values, **fields})


def whole_release(domains: int = 8) -> list[Document]:
    """Return a small release with something of every kind."""
    link = InterventionLink(intervention="rustig-leren", tailored_text="<p>Oefen met de <em>klas</em>.</p>")
    return [
        Text(id="introductie", title="Welkom", body="<p>Over prestatiedruk en rust.</p>"),
        Text(id="ondersteuning", title="Hulp nodig?", body="<p>Vraag het na.</p>"),
        Step(id="stap-1", number=1, title="Vorm een kernteam", body="<p>Drie mensen.</p>"),
        *(domain(number) for number in range(1, domains + 1)),
        *(
            recommendation(
                f"plan-rust-{number}",
                of=f"domein-{number}",
                preventive=True,
                substantiation=[Substantiation(text="Onderzoek (verzonnen)", url="https://voorbeeld.example/o")],
                interventions=[link],
                practice_examples=["stille-dinsdag"],
            )
            for number in range(1, domains + 1)
        ),
        intervention(age_from=12, age_to=18, sectors=["vmbo", "havo"], themes=["rust"], regions=["Utrecht"]),
        intervention("sterk-samen", age_from=8, age_to=12, sectors=["po"], themes=["samen"]),
        PracticeExample(
            id="stille-dinsdag", title="De stille dinsdag", body="<p>Geen toets.</p>", organisation="De Eik"
        ),
        *(
            SelectionQuestion(id=f"vraag-{number}", number=number, question=f"Past dit bij ons ({number})?")
            for number in range(1, 6)
        ),
        Definition(id="prestatiedruk", term="Prestatiedruk", body="<p>Druk om te presteren.</p>"),
        Reference(id="rust", title="Kennisbank Rust", url="https://voorbeeld.example/rust", description="<p>Lees.</p>"),
    ]
