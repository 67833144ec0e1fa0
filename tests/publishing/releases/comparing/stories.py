"""A small year of changes, straight from documents: one of everything that can happen."""

from datetime import date

from publishing.documents.base import Document
from publishing.documents.kinds.domain import Domain
from publishing.documents.kinds.fixed import Definition
from publishing.documents.kinds.intervention import COARSE, Intervention, Level, Recognition
from publishing.documents.kinds.practice_example import PracticeExample
from publishing.documents.kinds.recommendation import InterventionLink, Recommendation
from publishing.documents.manifest import Retired
from publishing.releases.models import Release
from tests.factories.manifests import release_of


def recognised(level: Level, year: int, *, record: str = "1400001") -> Recognition:
    return Recognition(
        register="gezonde-school",
        record=record,
        level=level,
        coarse_level=COARSE[level],
        recognised_on=date(year, 3, 1),
    )


def linked(*ids: str, text: str = "<p>Les een past hier.</p>") -> list[InterventionLink]:
    return [InterventionLink(intervention=one, tailored_text=text) for one in ids]


def last_year() -> Release:
    documents: list[Document] = [
        Domain(id="klimaat", number=1, title="Klimaat"),
        Domain(id="thuis", number=2, title="Thuis"),
        Recommendation(
            id="rust",
            title="Plan rust",
            domain="klimaat",
            body="<p>Houd een middag vrij.</p><p>Blijft staan.</p>",
            interventions=linked("stijgt", "daalt"),
            practice_examples=["dinsdag"],
        ),
        Recommendation(id="verhuist", title="Verhuist", domain="klimaat"),
        Recommendation(id="praat", title="Praat samen", domain="thuis", interventions=linked("daalt")),
        Intervention(id="stijgt", name="Stijgt", recognitions=[recognised("goed-onderbouwd", 2022)]),
        Intervention(id="daalt", name="Daalt", recognitions=[recognised("sterke-aanwijzingen", 2021)]),
        PracticeExample(id="dinsdag", title="De stille dinsdag"),
        Definition(id="druk", term="=Druk", body="<p>Druk om te presteren.</p>"),
        Definition(id="stress", term="Stress", body="<p>Spanning.</p>"),
        Definition(id="welzijn", term="Welzijn"),
    ]
    return release_of(documents, "2025.1", reference_date=date(2025, 7, 31))


def this_year() -> Release:
    documents: list[Document] = [
        Domain(id="klimaat", number=1, title="Klimaat"),
        Domain(id="thuis", number=2, title="Thuis"),
        Recommendation(
            id="rust",
            title="Plan rust",
            domain="klimaat",
            body="<p>Houd elke middag vrij.</p><p>Blijft staan.</p><p>Dit komt erbij.</p>",
            interventions=[*linked("daalt"), *linked("stijgt", text="<p>Les twee past hier.</p>"), *linked("komt")],
        ),
        Recommendation(id="praat", title="Praat samen", domain="thuis", interventions=linked("daalt")),
        Recommendation(id="verhuist", title="Verhuist", domain="thuis"),
        Intervention(
            id="stijgt",
            name="Stijgt",
            recognitions=[recognised("eerste-aanwijzingen", 2026), recognised("goed-beschreven", 2026, record="2")],
        ),
        Intervention(id="daalt", name="Daalt", recognitions=[recognised("goede-aanwijzingen", 2026)]),
        Intervention(id="komt", name="Komt erbij", recognitions=[recognised("goed-onderbouwd", 2025)]),
        Definition(id="welzijn", term="Welzijn"),
        Definition(id="druk", term="=Druk", body="<p><strong>Druk</strong> om te presteren.</p>"),
    ]
    gone = [
        Retired(kind="begrip", id="stress", ended_in="2026.1", reason="Staat nu bij druk.", successor="druk"),
        Retired(kind="praktijkvoorbeeld", id="dinsdag", ended_in="2026.1"),
    ]
    return release_of(documents, "2026.1", retired=gone)
