"""Packs made straight from documents, without a database."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from publishing.documents.base import Document
from publishing.documents.kinds.domain import Domain
from publishing.documents.kinds.intervention import COARSE, Intervention, Level, Recognition
from publishing.documents.kinds.recommendation import InterventionLink, Recommendation, Substantiation
from publishing.documents.manifest import Predecessor, Retired
from publishing.store.pack_reader import Pack
from tests.exporters.writing import write_release


def pack_of(
    path: Path,
    documents: Iterable[Document],
    *,
    number: str = "2026.1",
    after: Pack | None = None,
    retired: Iterable[Retired] = (),
    erased: frozenset[str] = frozenset(),
) -> Pack:
    """Return the pack of a release of ``documents`` in their order, without the bodies of ``erased`` ids."""
    return write_release(
        path,
        documents,
        erased=erased,
        number=number,
        reference_date=date(int(number[:4]), 7, 31),
        publisher="Kenniswerkplaats (fictief)",
        licence="https://creativecommons.org/licenses/by/4.0/",
        base_url="https://wegwijzer.example",
        predecessor=None if after is None else Predecessor(number=after.meta["number"], digest=after.meta["digest"]),
        retired=list(retired),
    )


def domain(number: int = 1, **fields: Any) -> Domain:
    """Return a domain with both extremes."""
    values: dict[str, Any] = {
        "id": f"domein-{number}",
        "title": f"Schoolklimaat {number}",
        "when_low": "De sfeer is gespannen.",
        "when_high": "De sfeer is rustig.",
        "explanation": "<p>Een rustige klas helpt bij het leren.</p>",
        **fields,
    }
    return Domain(number=number, **values)


def recommendation(body: str = "<p>Houd een middag vrij van toetsen.</p>", **fields: Any) -> Recommendation:
    """Return a recommendation of the first domain, with everything that it can have."""
    values: dict[str, Any] = {
        "id": "plan-rust",
        "title": "Plan rust in de week",
        "domain": "domein-1",
        "preventive": True,
        "substantiation": [Substantiation(text="Onderzoek naar rust (fictief)", url="https://bron.example/rust")],
        "interventions": [
            InterventionLink(intervention="rustig-leren", tailored_text="<p>De derde les gaat over rust.</p>")
        ],
        "practice_examples": ["de-stille-dinsdag"],
        **fields,
    }
    return Recommendation(body=body, **values)


def intervention(level: Level = "eerste-aanwijzingen", day: date = date(2024, 3, 1), **fields: Any) -> Intervention:
    """Return an intervention that one register recognises."""
    recognised = Recognition(
        register="nji",
        record="rustig-leren",
        level=level,
        coarse_level=COARSE[level],
        recognised_on=day,
        url="https://register.example/rustig-leren",
    )
    values: dict[str, Any] = {
        "id": "rustig-leren",
        "name": "Rustig Leren",
        "summary": "<p>Een lessenreeks over rust.</p>",
        "age_from": 12.0,
        "age_to": 15.5,
        "regions": ["Zeeland"],
        "url": "https://rustig.example",
        "recognitions": [recognised],
        **fields,
    }
    return Intervention(**values)
