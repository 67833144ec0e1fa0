"""The handbook: whole, accessible, and the same on every machine."""

import os
import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from exporters.base import ExportError
from exporters.kinds.handbook.exporter import Handbook
from publishing.documents.base import Document
from publishing.documents.kinds.accountability import Accountability
from publishing.documents.kinds.fixed import Definition, Reference, SelectionQuestion, Step, Text
from publishing.documents.kinds.practice_example import PracticeExample
from publishing.store.pack_reader import Pack
from tests.exporters.kinds.packs import domain, intervention, pack_of, recommendation
from tests.exporters.typesetting.reading import PdfFile, bookmarks, printed, squeezed

EXAMPLE = PracticeExample(
    id="de-stille-dinsdag",
    title="De stille dinsdag",
    organisation="Het Voorbeeldcollege (fictief)",
    body="<p>Op dinsdag is er geen toets.</p>",
    url="https://school.example/dinsdag",
)
WHOLE: list[Document] = [
    Text(
        id="introductie", title="Welkom", body='<p>Begin bij <a href="wegwijzer:domeinen/domein-1">het klimaat</a>.</p>'
    ),
    Text(id="verantwoording", title="Verantwoording", body="<p>Twee mensen kijken mee.</p>"),
    Text(
        id="colofon", title="Colofon", body='<p>Vragen? Kijk in <a href="https://hulp.example/vragen">de gids</a>.</p>'
    ),
    *(Step(id=f"stap-{one}", number=one, title=f"Doe nummer {one}", body="<p>Samen.</p>") for one in range(1, 8)),
    *(domain(number) for number in range(1, 9)),
    recommendation(),
    recommendation(id="praat", title="Praat over druk", domain="domein-2"),
    intervention(),
    EXAMPLE,
    SelectionQuestion(id="past-het", number=1, question="Past het bij onze school?", explanation="<p>Kijk rond.</p>"),
    Definition(id="druk", term="Prestatiedruk", body="<p>Druk om te presteren.</p>"),
    Reference(id="kennisbank", title="Kennisbank Rust", url="https://kennis.example/bank", description="<p>Alles.</p>"),
    Accountability(
        id="verantwoording",
        title="Verantwoording",
        reference_date=date(2026, 7, 31),
        body="<p>De ijkdatum telt.</p><h3>Bronnen</h3><ul><li>NJi</li></ul>",
    ),
]


def made(pack: Pack, folder: Path) -> PdfFile:
    target = folder / "handleiding.pdf"
    Handbook().write(pack, target)
    return PdfFile(target)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> PdfFile:
    folder = tmp_path_factory.mktemp("handbook")
    return made(pack_of(folder / "pack.sqlite", WHOLE), folder)


def test_it_says_of_itself_that_it_is_an_accessible_dutch_document(book: PdfFile) -> None:
    root = book.pdf.Root
    assert root.MarkInfo.Marked
    assert str(root.Lang) == "nl-NL"
    assert root.ViewerPreferences.DisplayDocTitle
    with book.pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Wegwijzer Mentaal Kapitaal, handleiding 2026.1"
        assert "xmp:CreateDate" not in metadata


def test_headings_begin_with_chapters_and_skip_no_level(book: PdfFile) -> None:
    levels = [int(one.tag[1:]) for one in book.elements("H1", "H2", "H3", "H4", "H5", "H6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert not list(book.elements("Hn"))


def test_every_part_of_the_manual_is_a_chapter_with_a_bookmark(book: PdfFile) -> None:
    chapters = [title for depth, title in bookmarks(book.pdf) if depth == 1]
    assert chapters == [
        "Introductie",
        "De stappen",
        "Scoreformulier",
        *(f"Domein {number}. Schoolklimaat {number}" for number in range(1, 9)),
        "Een interventie kiezen",
        "Alle interventies",
        "Begrippen",
        "Verantwoording",
        "Links",
        "Colofon",
        "Register van interventies",
    ]


def test_every_domain_has_both_extremes_and_a_scale_that_says_what_it_is_for(book: PdfFile) -> None:
    scales = [one for one in book.elements("Figure") if "van 1 tot en met 10" in one.alt]
    assert len(scales) == 8
    assert all(one.alt for one in book.elements("Figure"))
    heads = [one.words for one in book.elements("TH")]
    assert heads.count("Score 1: als het niet goed gaat") == heads.count("Score 10: als het wel goed gaat") == 8


@pytest.mark.parametrize(
    "words",
    [
        "Stap 7. Doe nummer 7",
        "De sfeer is gespannen.",
        "De sfeer is rustig.",
        "Soort aanbeveling: preventief",
        "Onderzoek naar rust (fictief)https://bron.example/rust",
        "Het Voorbeeldcollege (fictief) · https://school.example/dinsdag",
        "Op dinsdag is er geen toets.",
        "De derde les gaat over rust.",
        "Alleen in deze regio: Zeeland",
        "Effectief volgens eerste aanwijzingen (in het kort: effectief), erkend op 1 maart 2024, NJi: "
        "https://register.example/rustig-leren",
        "Leeftijd12 tot en met 15,5 jaar",
        "1. Past het bij onze school?Kijk rond.",
        "PrestatiedrukDruk om te presteren.",
        "De ijkdatum telt.Bronnen",
        "Kennisbank RustAlles.https://kennis.example/bank",
        "Kenniswerkplaats (fictief)",
        "https://creativecommons.org/licenses/by/4.0/",
    ],
)
def test_it_holds_all_that_the_release_says(book: PdfFile, words: str) -> None:
    assert squeezed(words) in squeezed(book.words)


def test_every_page_says_of_what_it_is_and_where_to_check_that(book: PdfFile) -> None:
    foot = squeezed("Wegwijzer 2026.1, ijkdatum 31 juli 2026, controleer: https://wegwijzer.example")
    assert all(foot in squeezed(printed(book.pdf, page)) for page in range(len(book.pdf.pages)))


def test_a_link_leads_where_it_says_and_its_address_can_be_read_on_paper(book: PdfFile) -> None:
    links = [note for page in book.pdf.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]
    addresses = {str(one.A.URI) for one in links if "/A" in one and "/URI" in one.A}
    assert {"https://hulp.example/vragen", "https://bron.example/rust", "https://rustig.example"} <= addresses
    assert all(str(one.get("/Contents", "")) for one in links)
    (note,) = book.elements("Note")
    assert "https://hulp.example/vragen" in squeezed(note.words)


def test_an_example_is_printed_once_and_pointed_at_from_elsewhere(book: PdfFile) -> None:
    assert book.words.count("Op dinsdag is er geen toets.") == 1
    assert "De stille dinsdag: zie bladzijde " in book.words


def test_the_index_names_every_page_on_which_an_intervention_stands(book: PdfFile) -> None:
    pages = [place for place in range(len(book.pdf.pages)) if "Rustig Leren" in printed(book.pdf, place)]
    *mentioned, index = pages
    listed = ", ".join(str(place + 1) for place in mentioned)
    assert len(mentioned) == 3
    assert squeezed(f"Rustig Leren {listed}") in squeezed(printed(book.pdf, index))


_WRITE = """
import sys
from pathlib import Path
from exporters.kinds.handbook.exporter import Handbook
from publishing.store.pack_reader import Pack
Handbook().write(Pack(Path(sys.argv[1])), Path(sys.argv[2]))
"""


def test_another_day_zone_language_and_machine_give_the_same_bytes(tmp_path: Path) -> None:
    pack_of(tmp_path / "pack.sqlite", WHOLE)
    written = set()
    for place, surroundings in enumerate(
        (
            {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "0"},
            {
                "PYTHONHASHSEED": "2",
                "TZ": "America/Los_Angeles",
                "LC_ALL": "C.UTF-8",
                "SOURCE_DATE_EPOCH": "1900000000",
            },
        )
    ):
        home = tmp_path / f"home-{place}"
        home.mkdir()
        target = home / "handleiding.pdf"
        arguments = ["-c", _WRITE, str(tmp_path / "pack.sqlite"), str(target)]
        subprocess.run(  # noqa: S603 - our own interpreter and our own script
            [sys.executable, *arguments],
            check=True,
            env={**os.environ, "HOME": str(home), **surroundings},
            cwd=Path(__file__).parents[3],
        )
        written.add(target.read_bytes())
    assert len(written) == 1


def test_no_heading_stands_alone_at_the_end_of_a_page(tmp_path: Path) -> None:
    many = [
        recommendation(
            "<p>Houd een middag vrij van toetsen.</p>" * (place % 7 + 1), id=f"a{place}", preventive=bool(place % 2)
        )
        for place in range(120)
    ]
    book = made(pack_of(tmp_path / "pack.sqlite", [domain(), *many, intervention(), EXAMPLE]), tmp_path)
    ends = list(book.last_pieces())
    assert len(ends) > 50
    assert [words for tag, words in ends if tag.startswith("H") or words.startswith("Soort aanbeveling")] == []


def test_what_was_erased_is_not_in_it_and_does_not_stand_in_its_way(tmp_path: Path) -> None:
    pack = pack_of(tmp_path / "pack.sqlite", WHOLE, erased=frozenset({"de-stille-dinsdag", "rustig-leren"}))
    words = made(pack, tmp_path).words
    assert "stille dinsdag" not in words
    assert "Rustig Leren" not in words
    assert "Plan rust in de week" in words


def test_a_release_without_recommendations_or_domains_or_anything_is_a_book_too(tmp_path: Path) -> None:
    bare = made(pack_of(tmp_path / "bare.sqlite", [domain()]), tmp_path)
    assert "Bij dit domein staan in deze uitgave geen aanbevelingen." in bare.words
    empty = recommendation(body="", substantiation=[], interventions=[], practice_examples=[], preventive=False)
    hollow = made(pack_of(tmp_path / "hollow.sqlite", [domain(explanation="", when_low=""), empty]), tmp_path)
    assert "Plan rust in de week" in hollow.words
    nothing = made(pack_of(tmp_path / "nothing.sqlite", []), tmp_path)
    assert [title for _, title in bookmarks(nothing.pdf)] == ["Colofon"]


def test_a_sign_that_no_font_has_is_refused_naming_item_and_sign(tmp_path: Path) -> None:
    smiling = PracticeExample(id="lach", title="De lachende klas", body="<p>Wij lachen 😀 samen.</p>")
    pack = pack_of(tmp_path / "pack.sqlite", [*WHOLE, smiling])
    with pytest.raises(ExportError, match=r"praktijkvoorbeeld ‘De lachende klas’ \(lach\): 😀 \(U\+1F600\)"):
        Handbook().write(pack, tmp_path / "handleiding.pdf")
    assert not (tmp_path / "handleiding.pdf").exists()


def test_more_than_a_book_can_hold_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exporters.kinds.handbook.exporter._MOST", 10)
    with pytest.raises(ExportError, match="De uitgave heeft 26 documenten"):
        Handbook().write(pack_of(tmp_path / "pack.sqlite", WHOLE), tmp_path / "handleiding.pdf")


def test_a_pdf_reader_finds_nothing_wrong(book: PdfFile) -> None:
    assert book.pdf.check_pdf_syntax() == []
