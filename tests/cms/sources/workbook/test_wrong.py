"""What is wrong in a workbook is said at once, with sheet, row, column, value and what was expected."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.content.models import RecommendationPage
from cms.sources.errors import UnreadableSourceError
from cms.sources.plan import RowClass
from cms.sources.reading import FindingRule
from cms.sources.workbook import build_workbook, make_workbook_plan
from exporters.kinds.workbook.exporter import Workbook
from tests.cms.sources.workbook.filling import book, plan_of, problems_of, touched
from tests.cms.sources.workbooks import sheet, workbook
from tests.exporters import packs

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "heading", "cell", "message"),
    [
        ("Interventies", "onderwijstypen", "vmbo, hvo", "'hvo' staat niet in de lijst. Bedoel je 'Havo'? Kies uit:"),
        ("Interventies", "methode", "yoga", "'yoga' staat niet in de lijst. Kies uit: Individueel, "),
        ("Interventies", "preventieniveau", "universeel, selectief", "Hier past er één"),
        ("Interventies", "leeftijd vanaf", "twaalf", "Verwacht is een getal in jaren"),
        ("Interventies", "leeftijd vanaf", 300, "tussen -1 en 120"),
        ("Interventies", "leeftijd vanaf", 44, "De hoogste leeftijd ligt onder de laagste"),
        ("Interventies", "webadres", "rust", "Verwacht is een webadres dat met https:// begint"),
        ("Interventies", "webadres", "https://a.example/" + "x" * 200, "hooguit 200 passen"),
        ("Interventies", "naam", "x" * 256, "Dit zijn 256 tekens; hooguit 255 passen"),
        ("Interventies", "naam", "", "mag niet leeg zijn"),
        ("Interventies", "naam", "Ge├»ndiceerd", "'Ge├»ndiceerd' is verkeerd gelezen"),
        ("Interventies", "samenvatting", "# Kop", "kan geen kop staan"),
        ("Interventies", "samenvatting", "[x](www.rust.example)", "leidt nergens heen"),
        ("Interventies", "samenvatting", "[x](pagina:99999)", "Pagina 99999 bestaat niet"),
        ("Interventies", "samenvatting", "[" * 11_000, "vierkante haken"),
        ("Praktijkvoorbeelden", "toestemming tot en met", "najaar 2027", "niet op de dag precies"),
        ("Praktijkvoorbeelden", "toestemming tot en met", "31-02-2027", "Deze dag bestaat niet"),
        ("Aanbevelingen", "domein", 2, "Een werkmap verplaatst niets: zet 1 terug"),
        ("Aanbevelingen", "preventief", "misschien", "Verwacht is 'ja' of 'nee'"),
        ("Aanbevelingen", "onderbouwing", "Bron | htps:/x.example", "Verwacht is een webadres"),
        ("Aanbevelingen", "kenmerk", "abc", "Geen aanbeveling heeft dit kenmerk"),
        ("Toelichtingen", "toelichting", "", "mag niet leeg zijn"),
        ("Toelichtingen", "interventie", "Rustig Lezen", "Het kenmerk ervoor hoort bij 'Rustig Leren'"),
        ("Toelichtingen", "kenmerk interventie", "abc", "Dit kenmerk heeft geen interventie"),
    ],
)
def test_a_wrong_cell_is_named(
    team: RecommendationPage, name: str, heading: str, cell: str | int, message: str
) -> None:
    plan = plan_of(book().put(name, heading, cell))
    (row,) = (row for row in touched(plan) if row.row_class is RowClass.ERROR)
    (problem,) = row.problems
    assert problem.startswith(f"Blad '{name}', rij 2, kolom '")
    assert message in problem
    assert len(problem) < 400


def test_all_wrong_cells_are_named_at_once(team: RecommendationPage) -> None:
    filled = (
        book()
        .put("Interventies", "webadres", "x")
        .put("Interventies", "methode", "y")
        .put("Aanbevelingen", "indicatief", "z")
    )
    assert [re.findall(r"waarde '(.)'", problem) for problem in problems_of(plan_of(filled))] == [["y"], ["x"], ["z"]]


def test_one_mark_on_two_rows_names_both(team: RecommendationPage) -> None:
    filled = book()
    filled.sheets["Interventies"].append(list(filled.sheets["Interventies"][1]))
    plan = plan_of(filled)
    assert plan.counts["error"] == 2
    assert all("rijen 2 en 4 hebben hetzelfde kenmerk" in problem for problem in problems_of(plan))
    assert len({row.key for row in plan.rows}) == len(plan.rows)


def test_one_link_on_two_rows_names_both(team: RecommendationPage) -> None:
    filled = book().add(
        "Toelichtingen", aanbeveling="Plan rust in de week", interventie="Rustig Leren", toelichting="Nog eens."
    )
    assert [problem.split(": ", 1)[1] for problem in problems_of(plan_of(filled))] == [
        "rijen 2 en 4 gaan over dezelfde twee. Laat er één staan."
    ] * 2


def test_a_link_to_a_row_that_is_wrong_waits_for_that_row(team: RecommendationPage) -> None:
    filled = book().add("Interventies", naam="Nieuw", webadres="x")
    filled.add("Toelichtingen", aanbeveling="Plan rust in de week", interventie="Nieuw", toelichting="Omdat.")
    assert "Blad 'Interventies', rij 4 is fout; verbeter die rij eerst" in problems_of(plan_of(filled))[-1]


def test_a_name_that_nobody_has_comes_with_the_nearest(team: RecommendationPage) -> None:
    filled = book().add("Toelichtingen", aanbeveling="Plan rust in week", interventie="", toelichting="Omdat.")
    first, second = problems_of(plan_of(filled))
    assert "Bedoel je 'Plan rust in de week'?" in first
    assert "vul bij 'interventie' de naam in" in second


def test_everything_wrong_in_the_headers_is_said_at_once(team: RecommendationPage) -> None:
    filled = book()
    filled.sheets["Interventies"][0][1] = "name"
    filled.sheets["Aanbevelingen"][0][0] = "nummer"
    filled.sheets["Praktijkvoorbeelden"][0][2] = "titel"
    filled.sheets["Toelichting"] = filled.sheets.pop("Toelichtingen")
    with pytest.raises(UnreadableSourceError) as refused:
        plan_of(filled)
    for said in (
        "Blad 'Interventies', rij 1: kolom 'naam' ontbreekt. Is kolom 'name' zo bedoeld?",
        "Blad 'Aanbevelingen', rij 1: kolom 'kenmerk' ontbreekt.",
        "Blad 'Praktijkvoorbeelden', rij 1: kolom 'titel' staat er 2 keer",
        "Blad 'Toelichtingen' ontbreekt. Is blad 'Toelichting' zo bedoeld?",
    ):
        assert said in str(refused.value)


def test_columns_and_sheets_of_their_own_are_left_out_and_said(team: RecommendationPage) -> None:
    filled = book()
    for rows, word in (
        (filled.sheets["Interventies"], "e-mail contactpersoon"),
        (filled.sheets["Aanbevelingen"], "idee"),
    ):
        rows[0].append(word)
        rows[1].append("iemand@voorbeeld.example")
    filled.sheets["Eigen notities"] = [["x"]]
    plan = plan_of(filled)
    assert touched(plan) == []
    assert [found.rule for found in plan.findings] == [
        FindingRule.UNKNOWN_COLUMN,
        FindingRule.CONTACT_COLUMN,
        FindingRule.UNKNOWN_SHEET,
    ]
    (rust, _) = (row for row in plan.rows if row.target == "intervention")
    assert "iemand@voorbeeld.example" not in str(rust)


def test_a_column_or_sheet_that_was_taken_away_changes_nothing(team: RecommendationPage) -> None:
    filled = book()
    for row in filled.sheets["Interventies"]:
        del row[2]
    del filled.sheets["Voorbeelden bij"]
    plan = plan_of(filled)
    assert touched(plan) == []
    assert [found.rule for found in plan.findings] == [FindingRule.MISSING_COLUMN, FindingRule.MISSING_SHEET]
    with pytest.raises(UnreadableSourceError, match="Blad 'Voorbeelden bij' ontbreekt"):
        plan_of(filled, complete=True)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"kenmerk;naam\n1;2\n", "geen Excel-werkmap"),
        (b"", "geen Excel-werkmap"),
        (workbook(sheet([["a"]])), "Dit is niet onze werkmap"),
        (workbook(sheet([[]]), names=("Interventies",)), "Blad 'Interventies' is leeg"),
        (
            workbook(sheet([["a"]], more='<row r="2"><c r="A2"><f>1</f></c></row>')),
            "Cel A2 van blad 'Lijst' bevat een formule",
        ),
        (workbook(sheet([["a"]], more='<row r="1048576"><c r="A1048576"/></row>')), "hooguit 60000 rijen"),
        (workbook(sheet([["a"]]), parts={"xl/vbaProject.bin": b"x"}), "macro's"),
    ],
)
def test_what_is_no_workbook_of_ours_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableSourceError, match=words):
        make_workbook_plan(data=data)


_READS = ("SELECT", "DECLARE", "CLOSE")  # PostgreSQL reads much through a cursor


def test_planning_writes_nothing(team: RecommendationPage) -> None:
    filled = book().put("Interventies", "naam", "Anders").add("Interventies", naam="Nieuw")
    with CaptureQueriesContext(connection) as asked:
        plan_of(filled)
        build_workbook()
    assert [query["sql"] for query in asked if not query["sql"].startswith(_READS)] == []


def test_the_export_of_a_release_is_told_from_the_workbook_and_where_that_is(tmp_path: Path) -> None:
    release = tmp_path / "wegwijzer-2026.1.xlsx"
    Workbook().write(packs.write(tmp_path / "pack", packs.ordinary()), release)

    with pytest.raises(UnreadableSourceError) as error:
        make_workbook_plan(data=release.read_bytes())

    assert "de werkmap van een uitgave: die is om te lezen" in str(error.value)
    assert "manage.py write_workbook" in str(error.value)
