"""Packs for the tests of exporters: written with the code that publishes, from shapes filled in here."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from publishing.documents.base import Document
from publishing.documents.kinds.accountability import (
    Accountability,
    Correction,
    KindCount,
    LeftOut,
    LevelCount,
    Source,
)
from publishing.documents.kinds.domain import Domain
from publishing.documents.kinds.fixed import Definition, Reference, SelectionQuestion, Step, Text
from publishing.documents.kinds.intervention import COARSE, Intervention, Level, Recognition
from publishing.documents.kinds.practice_example import PracticeExample
from publishing.documents.kinds.recommendation import InterventionLink, Recommendation, Substantiation
from publishing.documents.manifest import Predecessor, Retired
from publishing.store.pack_reader import Pack
from tests.exporters.writing import write_release

NUMBER, PUBLISHER = "2026.1", "Kenniswerkplaats (fictief)"
LICENCE, BASE_URL = "https://creativecommons.org/publicdomain/zero/1.0/", "https://wegwijzer.example"
LEVELS: tuple[Level, ...] = tuple(COARSE)
AWKWARD = (
    "=1+1",
    "+31",
    "-verdriet",
    "@cel",
    "\tingesprongen",
    "\rregel",
    "'=1+1",
    "''@",
    "'s Avonds rust",
    "'",
    " spaties aan beide kanten ",
    'a,b;"c"\r\nd\ne\rf',
    "<b>&amp; ]]> <!-- \x7f",
    "שלום עולם و مرحبا \u202eomgekeerd",
    "👩‍👩‍👧‍👦 🏳️‍🌈 é e\u0301 \u200b\ufeff",
    "woord" * 60,
    "\x01\x0b\x1f\x00 besturing _x0041_ _x005F_",
    "null",
    "true",
    "0042",
    "1e5",
    "2026-02-30",
    "\u2028\u2029\x85",
    "<r>&</r>",
    "\ufffe\uffff \U0001f9d1\u200d\U0001f680",
    "{=SOM(1)} =cmd|'/c calc'!A1",
    "https://voorbeeld.example/een pad?a=1&b=<2>#\x01",
    "https://voorbeeld.example/recht?a=1&b=2#daar",
)


def recognition(level: Level = "goed-onderbouwd", record: str = "sterk-samen") -> Recognition:
    """Return a recognition at the NJi."""
    day, url = date(2024, 2, 29), "https://register.example/1"
    return Recognition(
        register="nji", record=record, level=level, coarse_level=COARSE[level], recognised_on=day, url=url
    )


def full_intervention() -> Intervention:
    """Return an intervention with every field, recognised at every level."""
    return Intervention(
        id="sterk-samen",
        name="Sterk samen",
        summary="<p>Lessen &amp; gesprekken.</p>",
        owner="Een organisatie",
        age_from=-0.75,
        age_to=12.5,
        sectors=["vo", "mbo"],
        themes=["rust", "=ruimte"],
        methods=["les"],
        prevention_level="universeel",
        pillars=["Signaleren"],
        regions=["Noord"],
        url="https://register.example/sterk-samen",
        recognitions=[recognition(level, f"r-{level}") for level in LEVELS],
    )


def ordinary() -> list[Document]:
    """Return documents of every kind that fill every field and lead to each other."""
    return [
        Text(id="inleiding", title="Inleiding", body="<p>Geïnspireerd door scholen — echt.</p>"),
        Step(id="stap-1", number=1, title="Begin", body="<p>Samen.</p>"),
        Domain(id="rust", number=1, title="Rust", when_low="Druk", when_high="Kalm", system_level="school"),
        Domain(id="ruimte", number=2, title="Ruimte"),
        Recommendation(
            id="rust-in-de-week",
            title="Plan rust",
            domain="rust",
            body="<p>Een middag.</p><ul><li>zonder toets<ul><li>ook geen kleine</li></ul></li></ul>",
            preventive=True,
            substantiation=[
                Substantiation(text="Onderzoek (2024)", url="https://bron.example"),
                Substantiation(text=""),
            ],
            interventions=[
                InterventionLink(intervention="sterk-samen", tailored_text="<p>Oefenen met grenzen.</p>"),
                InterventionLink(intervention="rustig-leren", tailored_text="<p>Leren rusten.</p>"),
            ],
            practice_examples=["de-linde"],
        ),
        Recommendation(id="meer-ruimte", title="Geef ruimte", domain="ruimte", indicated=True),
        full_intervention(),
        Intervention(id="rustig-leren", name="Rustig leren", age_from=12, recognitions=[recognition()]),
        PracticeExample(id="de-linde", title="De Linde", organisation="De Linde", consent_until=date(2027, 1, 1)),
        SelectionQuestion(id="past-het", number=1, question="Past het?", explanation="<p>Denk na.</p>"),
        Definition(id="welbevinden", term="Welbevinden", body="<p>Hoe het met je <strong>gaat</strong>.</p>"),
        Reference(id="register", title="Register", url="https://register.example", description="<p>Lijst.</p>"),
        accountability(),
    ]


def accountability() -> Accountability:
    """Return the accountability of a correction, with every field."""
    return Accountability(
        id="verantwoording",
        title="Verantwoording",
        reference_date=date(2026, 7, 31),
        round_year=2026,
        compared_with="2025.1",
        correction=Correction(corrects="2025.1", changed=0, summary="Een tikfout."),
        sources=[Source(register="nji", name="NJi", records=0, first_consulted_on=date(2026, 1, 5))],
        levels=[LevelCount(level="goed-onderbouwd", coarse_level="goed onderbouwd", count=2)],
        counts=[KindCount(kind="begrip", count=1, new=1)],
        left_out=[LeftOut(reason="Niet erkend", count=0)],
        body="<p>Waar het op rust.</p>",
    )


def awkward() -> list[Document]:
    """Return documents whose texts hold everything that a file format trips over."""
    return [
        *(Text(id=f"tekst-{place}", title=text, body=f"<p>{text}</p>") for place, text in enumerate(AWKWARD)),
        Text(id="lang", title="Lang", body="<p>" + "Een zin van veertig tekens, 👍 precies zo. " * 1_000 + "</p>"),
        Text(
            id="tabel",
            title="Uit een tabel geplakt",
            body="<p>rij 1\tcel 2\n</p><ul><li>a<ol><li>b<ul><li>c</li></ul></li></ol></li></ul><h3>Kop</h3>",
        ),
        Domain(id="rust", number=99, title="'", when_low="=1", when_high="'-", explanation="&lt;script&gt;"),
        Recommendation(
            id="een",
            title="-",
            domain="rust",
            substantiation=[Substantiation(text=text, url=text) for text in AWKWARD],
            interventions=[InterventionLink(intervention="x", tailored_text=text) for text in AWKWARD],
        ),
        Intervention(id="x", name="0042", themes=[*AWKWARD, ""], owner="@", age_from=0, age_to=0.1, url="#"),
    ]


def write(
    path: Path,
    documents: Sequence[Document],
    *,
    erased: Iterable[str] = (),
    retired: Sequence[Retired] = (),
    licence: str = LICENCE,
    base_url: str = BASE_URL,
) -> Pack:
    """Write the pack of a release with ``documents`` and open it; ``erased`` are ids of what was erased by law."""
    return write_release(
        path,
        documents,
        erased=set(erased),
        number=NUMBER,
        reference_date=date(2026, 7, 31),
        predecessor=Predecessor(number="2025.1", digest="0" * 64),
        publisher=PUBLISHER,
        licence=licence,
        base_url=base_url,
        retired=list(retired),
    )
