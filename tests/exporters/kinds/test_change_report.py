"""The change report: what the advisory group reads, on paper and on a page, from two packs."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from exporters.base import ExportError, Following
from exporters.kinds.change_report.exporter import ChangePage, ChangeReport
from exporters.registry import EXPORTERS
from publishing.documents.kinds.fixed import Definition
from publishing.documents.manifest import Retired
from publishing.store.pack_reader import Pack
from tests.exporters.kinds.packs import domain, intervention, pack_of, recommendation
from tests.exporters.typesetting.reading import PdfFile, squeezed

OLD = [
    domain(),
    recommendation("<p>Houd een middag vrij van toetsen.</p><p>Dit blijft.</p>"),
    intervention("goed-onderbouwd", date(2022, 3, 1)),
    intervention("sterke-aanwijzingen", date(2021, 3, 1), id="daalt", name="Zakt Terug"),
    Definition(id="druk", term="Druk", body="<p>Oud.</p>"),
    Definition(id="weg", term="Verdwijnt", body="<p>Was er.</p>"),
]
NEW = [
    domain(),
    recommendation("<p>Houd elke middag vrij van toetsen.</p><p>Dit blijft.</p>"),
    recommendation(
        "<p>Praat & luister, \u201eecht\u201d.</p>", id="praat", title="Praat <b>samen</b>", interventions=[]
    ),
    intervention("eerste-aanwijzingen", date(2026, 3, 1)),
    intervention("goede-aanwijzingen", date(2026, 3, 1), id="daalt", name="Zakt Terug"),
    Definition(id="druk", term="Druk", body="<p>Oud.</p>"),
]
GONE = [Retired(kind="begrip", id="weg", ended_in="2026.1", reason="Dubbel met een ander woord", successor="druk")]
SENTENCES = (
    "Dit verslag vergelijkt uitgave 2026.1 (ijkdatum 31 juli 2026) met uitgave 2025.1 (ijkdatum 31 juli 2025).",
    "In totaal: 1 nieuw, 3 gewijzigd en 1 vervallen.",
    "Van 1 erkenning ging het niveau omhoog.",
    "Van 1 erkenning ging het niveau omlaag.",
    "NJi: niveau omhoog. Was goed onderbouwd, erkend op 1 maart 2022. Wordt effectief volgens eerste aanwijzingen",
    "NJi: niveau omlaag. Was effectief volgens sterke aanwijzingen",
    "Reden: Dubbel met een ander woord.",
    "In de plaats komt ‘Druk’.",
    "Was: Houd een middag vrij van toetsen.",
    "Wordt: Houd elke middag vrij van toetsen.",
    "De rest van deze tekst bleef gelijk.",
    "Praat <b>samen</b>",
    "Praat & luister, \u201eecht\u201d.",
    "Wegwijzer 2026.1, ijkdatum 31 juli 2026, controleer: https://wegwijzer.example",
)


class Two(NamedTuple):
    old: Pack
    new: Pack


@pytest.fixture
def two(tmp_path: Path) -> Two:
    old = pack_of(tmp_path / "old.sqlite", OLD, number="2025.1")
    return Two(old, pack_of(tmp_path / "new.sqlite", NEW, after=old, retired=GONE))


def printed(two: Two, folder: Path) -> PdfFile:
    target = folder / "verslag.pdf"
    ChangeReport().write_since(two.old, two.new, target)
    return PdfFile(target)


def page(two: Two, folder: Path) -> str:
    target = folder / "verslag.html"
    ChangePage().write_since(two.old, two.new, target)
    return target.read_text(encoding="utf-8")


class Reader(HTMLParser):
    """Reads a page strictly: every element closed in its place."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids += [values["id"] or ""] if "id" in values else []
        self.links += [values["href"] or ""] if "href" in values else []
        self.headings += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []
        if tag not in ("meta", "br", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)


def test_both_say_what_came_changed_and_went_with_why(two: Two, tmp_path: Path) -> None:
    paper = printed(two, tmp_path)
    web = squeezed("".join(Reader(page(two, tmp_path)).words))
    for sentence in SENTENCES:
        assert squeezed(sentence) in web
    for sentence in SENTENCES[:-1]:  # the foot of a page has no tag
        assert squeezed(sentence) in squeezed(paper.words)


def test_of_a_text_only_the_words_that_differ_are_marked(two: Two, tmp_path: Path) -> None:
    text = page(two, tmp_path)
    assert "<b>Was:</b> Houd <del>een</del> middag vrij van toetsen." in text
    assert "<b>Wordt:</b> Houd <ins>elke</ins> middag vrij van toetsen." in text


def test_the_page_is_whole_by_itself_and_runs_nothing(two: Two, tmp_path: Path) -> None:
    text = page(two, tmp_path)
    reader = Reader(text)
    assert len(reader.ids) == len(set(reader.ids))
    assert {link[1:] for link in reader.links if link.startswith("#")} <= set(reader.ids)
    assert [link for link in reader.links if not link.startswith("#")] == [
        "https://wegwijzer.example",
        "https://creativecommons.org/licenses/by/4.0/",
    ]
    assert not re.search(r"<script|<link|<img|src=|url\(|@import|\son\w+=", text)
    assert reader.headings[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(reader.headings))


def test_the_paper_is_accessible(two: Two, tmp_path: Path) -> None:
    paper = printed(two, tmp_path)
    assert paper.pdf.Root.MarkInfo.Marked
    assert str(paper.pdf.Root.Lang) == "nl-NL"
    with paper.pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Wegwijzer Mentaal Kapitaal, wijzigingen in 2026.1"
    levels = [int(one.tag[1:]) for one in paper.elements("H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [one.words for one in paper.elements("TH")] == ["Domein", "Nieuw", "Gewijzigd", "Verplaatst", "Vervallen"]


@pytest.mark.parametrize("kind", [ChangeReport(), ChangePage()], ids=["pdf", "html"])
class TestEither:
    """Holds for both kinds."""

    def test_of_a_first_release_it_says_that_there_is_nothing_to_compare(
        self, kind: Following, two: Two, tmp_path: Path
    ) -> None:
        target = tmp_path / "verslag"
        kind.write(two.old, target)
        said = squeezed(words_in(target))
        assert squeezed("Dit is de eerste uitgave. Er is geen vorige om mee te vergelijken: alles is nieuw.") in said
        assert squeezed("Erin staan 1 domein, 1 aanbeveling, 2 interventies en 2 begrippen.") in said

    def test_nothing_but_the_predecessor_will_do(self, kind: Following, two: Two, tmp_path: Path) -> None:
        with pytest.raises(ExportError, match=r"2025\.1 volgt niet op"):
            kind.write_since(two.new, two.old, tmp_path / "verslag")
        assert not (tmp_path / "verslag").exists()

    def test_without_the_predecessor_it_says_that_it_cannot_say(
        self, kind: Following, two: Two, tmp_path: Path
    ) -> None:
        kind.write(two.new, tmp_path / "verslag")
        said = squeezed(words_in(tmp_path / "verslag"))
        assert squeezed("Deze uitgave volgt op uitgave 2025.1. Die is er niet bij") in said

    def test_without_a_change_it_says_so(self, kind: Following, two: Two, tmp_path: Path) -> None:
        same = pack_of(tmp_path / "same.sqlite", OLD, number="2025.2", after=two.old)
        kind.write_since(two.old, same, tmp_path / "verslag")
        assert squeezed("Er is niets veranderd.") in squeezed(words_in(tmp_path / "verslag"))

    def test_what_was_erased_from_either_is_not_told(self, kind: Following, two: Two, tmp_path: Path) -> None:
        old = pack_of(tmp_path / "old-2.sqlite", OLD, number="2025.1", erased=frozenset({"weg", "plan-rust"}))
        new = pack_of(tmp_path / "new-2.sqlite", NEW, after=two.old, retired=GONE, erased=frozenset({"praat"}))
        kind.write_since(old, new, tmp_path / "verslag")
        said = squeezed(words_in(tmp_path / "verslag"))
        assert "(gewist)" in said
        assert not [word for word in ("Verdwijnt", "eenmiddag", "luister") if word in said]

    def test_another_day_zone_and_language_give_the_same_bytes(self, kind: Following, two: Two, tmp_path: Path) -> None:
        assert len({made_elsewhere(kind, tmp_path, **one) for one in SURROUNDINGS}) == 1

    def test_a_release_never_waits_for_it(self, kind: Following, two: Two) -> None:
        assert not kind.required
        assert isinstance(EXPORTERS[kind.kind], Following)


SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "0"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1900000000"},
)
_WRITE = """
import sys
from pathlib import Path
from exporters.registry import EXPORTERS
from publishing.store.pack_reader import Pack
kind, old, new, target = sys.argv[1:]
EXPORTERS[kind].write_since(Pack(Path(old)), Pack(Path(new)), Path(target))
"""


def made_elsewhere(kind: Following, folder: Path, **surroundings: str) -> bytes:
    target = folder / f"elsewhere-{surroundings['PYTHONHASHSEED']}"
    arguments = [kind.kind, str(folder / "old.sqlite"), str(folder / "new.sqlite"), str(target)]
    subprocess.run(  # noqa: S603 - our own interpreter and our own script
        [sys.executable, "-c", _WRITE, *arguments],
        check=True,
        env={**os.environ, **surroundings},
        cwd=Path(__file__).parents[3],
    )
    return target.read_bytes()


def words_in(path: Path) -> str:
    """Return the words of a PDF or of a page."""
    if path.read_bytes().startswith(b"%PDF"):
        return PdfFile(path).words
    return "".join(Reader(path.read_text(encoding="utf-8")).words)


def test_a_sign_that_cannot_be_printed_is_named_with_the_item_of_last_year_too(two: Two, tmp_path: Path) -> None:
    smiling = [*OLD[:-2], Definition(id="druk", term="Druk", body="<p>Toen 😀 nog.</p>")]
    old = pack_of(tmp_path / "smiling.sqlite", smiling, number="2025.1")
    new = pack_of(tmp_path / "serious.sqlite", NEW, after=old)
    with pytest.raises(ExportError, match=r"begrip ‘Druk’ \(druk\): 😀"):
        ChangeReport().write_since(old, new, tmp_path / "verslag.pdf")
    ChangePage().write_since(old, new, tmp_path / "verslag.html")
    assert "Toen 😀 nog." in words_in(tmp_path / "verslag.html")


def test_more_changes_than_anybody_reads_are_refused(two: Two, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exporters.kinds.change_report.report._MOST", 2)
    with pytest.raises(ExportError, match="hoogstens 2"):
        printed(two, tmp_path)


@pytest.fixture(autouse=True)
def closed(two: Two) -> Iterator[None]:
    yield
    for pack in two:
        pack.close()
