"""The empty file of a register is one that the reader takes, with every column that it knows of that register."""

import io
import re

import openpyxl  # type: ignore[import-untyped]  # carries no types
import pytest
from django.test import Client
from django.urls import reverse

from cms.accounts.roles import Role
from cms.guide.reading import FOLDER, chapters
from cms.sources.readers.registers import REGISTERS, Records, read_register
from cms.sources.readers.registers.columns import COLUMNS, Column, columns_of
from cms.sources.registers.blank import build_blank
from tests.factories.people import signed_in
from tests.test_project.tree import ROOT

FILLED = {
    "Nummer": "1400001",
    "Naam": "Rustig Leren",
    "Erkend als": "Goed onderbouwd",
    "Op": "24-09-2020",
    "Momenteel in herbeoordeling": "nee",
    "Leeftijd": "8-12 jaar",
    "Gericht op": "Rust",
    "Onderwijstype": "vo",
    "Methode": "groepsgericht",
    "Pijlers": "beleid",
    "Eigenaar": "Bureau Stilte",
    "URL": "https://register.example/rustig-leren",
}


def filled(kind: str) -> Records:
    """Return what is read of the empty file of ``kind`` after somebody filled in a row."""
    book, saved = openpyxl.load_workbook(io.BytesIO(build_blank(kind))), io.BytesIO()
    (page,) = book.worksheets
    for cell in page[1]:
        page.cell(2, cell.column, FILLED[str(cell.value)])
    book.save(saved)
    return read_register(saved.getvalue(), source=REGISTERS[kind])


@pytest.mark.parametrize("kind", REGISTERS)
def test_it_is_read_back_and_holds_nothing(kind: str) -> None:
    read = read_register(build_blank(kind), source=REGISTERS[kind])
    assert (read.records, read.findings) == ((), ())
    assert build_blank(kind) == build_blank(kind)


@pytest.mark.parametrize("kind", REGISTERS)
def test_a_row_that_is_filled_in_is_read_without_a_question(kind: str) -> None:
    read = filled(kind)
    (record,) = read.records
    assert (record.name, record.problems, record.questions, read.findings) == ("Rustig Leren", (), (), ())
    assert set(record.cells) == {column.names[0] for column in columns_of(REGISTERS[kind].register)}
    assert record.values["owner"] == "Bureau Stilte"


def test_each_column_that_is_read_says_what_belongs_in_it_as_the_guide_does() -> None:
    chapter = (FOLDER / "03-registers-inlezen.md").read_text(encoding="utf-8")
    for column in (column for column in COLUMNS if column.field):
        assert f"| {column.names[0]} | {_guided(column)} |" in chapter
        assert 0 < len(column.asks) < 256, "Excel shows no more"


def _guided(column: Column) -> str:
    return f"Alleen bij {column.only.short}. {column.asks}" if column.only else column.asks


@pytest.mark.django_db
def test_an_editor_gets_it_beside_the_kinds_of_files_and_is_led_to_what_it_asks() -> None:
    desk = signed_in(Role.EDITOR)
    page = desk.get(reverse("bronnen:add")).content.decode()
    for kind in REGISTERS:
        address = reverse("bronnen:blank", args=[kind])
        answer = desk.get(address)
        assert f'href="{address}"' in page
        assert answer["Content-Disposition"] == f'attachment; filename="{kind}-leeg.xlsx"'
        assert answer.content == build_blank(kind)
    led = re.search(r'href="/admin/handleiding/registers-inlezen/#([^"]+)"', page)
    assert led is not None
    assert led[1] in chapters()["registers-inlezen"].anchors


@pytest.mark.django_db
def test_there_is_none_of_another_kind_and_none_for_who_reads_in_no_files() -> None:
    address = reverse("bronnen:blank", args=["workbook"])
    assert signed_in(Role.EDITOR).get(address).status_code == 404
    assert signed_in(Role.READER, name="lezer").get(reverse("bronnen:blank", args=["nji"])).status_code == 302
    assert Client().get(address).status_code == 302


def test_the_sample_in_the_docs_is_such_a_file_and_names_nothing_real() -> None:
    read = read_register((ROOT / "docs/samples/nji.csv").read_bytes(), source=REGISTERS["nji"])
    assert [(record.problems, record.questions) for record in read.records] == [((), ())] * 2
    assert read.findings == ()
    assert set(read.records[0].cells) == {column.names[0] for column in columns_of(REGISTERS["nji"].register)}
    assert all(record.url.startswith("https://register.example/") for record in read.records)
