"""``manage.py import_source nji`` and ``gezonde-school``: what it prints, what it writes, and how it ends."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cms.accounts.models import User
from cms.content.models import Intervention
from cms.vetting.models import Observation
from tests.cms.sources.registers.files import HEADER, RUST
from tests.cms.sources.workbooks import sheet, workbook
from tests.factories import content

pytestmark = pytest.mark.django_db

NJI = "Naam;Erkend als;Op;Leeftijd;Contactpersoon"


def run(kind: str, *arguments: object) -> str:
    out = io.StringIO()
    call_command("import_source", kind, *[str(argument) for argument in arguments], stdout=out)
    return out.getvalue()


def fails(kind: str, *arguments: object) -> tuple[int, str, str]:
    out = io.StringIO()
    with pytest.raises(CommandError) as error:
        call_command("import_source", kind, *[str(argument) for argument in arguments], stdout=out)
    assert "\n" not in str(error.value)
    return error.value.returncode, str(error.value), out.getvalue()


def as_json(kind: str, *arguments: object) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(run(kind, *arguments, "--json"))
    return told


@pytest.fixture
def school(tmp_path: Path) -> Path:
    file = tmp_path / "gezonde-school.csv"
    file.write_text(f"{HEADER}\n{RUST}\n", encoding="utf-8-sig")
    return file


def test_the_plan_is_told_in_dutch_and_nothing_is_written(school: Path) -> None:
    content.observation(content.intervention("Rustig leren"), "Goed beschreven")
    report = run("gezonde-school", school, "--complete")
    assert "1 gewijzigd" in report
    assert "record 1400001, niveau\n      was:   goed-beschreven\n      wordt: goed-onderbouwd" in report
    assert "record 1400001, leeftijd vanaf" in report
    assert "Er is niets geschreven" in report
    assert Observation.objects.count() == 1


def test_the_file_of_another_register_is_refused_and_nothing_is_written(school: Path, editor: User) -> None:
    school.write_text(f"{HEADER};URL\n{RUST};https://www.loketgezondleven.nl/1400001\n", encoding="utf-8-sig")
    code, said, printed = fails("nji", school, "--apply", "--by", "redacteur")
    assert code == 1
    assert "Dit is zo te zien het Gezonde School-register" in said
    assert printed == ""
    assert not Observation.objects.exists()


def test_a_finding_is_told_with_its_row_once(school: Path) -> None:
    school.write_text(f"{HEADER};Onderwijssector\n{RUST};zwemles\n", encoding="utf-8-sig")
    assert "  Rij 2, kolom 'Onderwijssector': 'zwemles' staat niet in onze lijst" in run("gezonde-school", school)


def test_applying_makes_drafts_and_a_second_run_says_all_unchanged(school: Path, editor: User) -> None:
    assert "1 nieuw, 0 gewijzigd. Niets is klaargezet" in run("gezonde-school", school, "--apply", "--by", "redacteur")
    assert not Intervention.objects.filter(live=True).exists()
    told = as_json("gezonde-school", school, "--complete")
    assert told["counts"] == {"new": 0, "changed": 0, "unchanged": 1, "disappeared": 0, "ambiguous": 0, "error": 0}


def test_an_excel_file_with_real_dates_comes_in_alike(tmp_path: Path, editor: User) -> None:
    file = tmp_path / "lijst.xlsx"
    header = ["Nummer", "Naam interventie", "Erkenningsstatus", "Datum erkenning"]
    file.write_bytes(workbook(sheet([header, [1400001, "Rustig Leren", "Goed onderbouwd", 45352.0]])))
    (row,) = as_json("gezonde-school", file)["rows"]
    assert row["key"] == "1400001"
    assert row["fields"]["recognised_on"] == {"old": None, "new": "2024-03-01"}


def test_a_plan_with_wrong_rows_is_printed_and_ends_with_code_1(tmp_path: Path) -> None:
    file = tmp_path / "nji.csv"
    rows = [
        "A;Goed beschreven;;;",
        "B;Heel goed;;;",
        "Ge├»nd;;;;",
        "C;;april 2016;;",
        "D;;31-02-2020;;",
        "E;;;kind;Jan Vis",
    ]
    file.write_text("\n".join([NJI, *rows]), encoding="utf-8")
    code, message, printed = fails("nji", file, "--json")
    assert code == 1
    assert message.startswith("5 fout(en), niets overgenomen. Rij 2, kolom 'Erkend als', waarde 'Goed beschreven'")
    told = json.loads(printed)
    assert told["counts"] == {"new": 0, "changed": 0, "unchanged": 0, "disappeared": 0, "ambiguous": 1, "error": 5}
    assert [row["class"] for row in told["rows"]] == ["error", "error", "error", "ambiguous", "error", "error"]
    for number, (row, words) in enumerate(
        zip(told["rows"], ["Goed beschreven", "Heel goed", "Ge├»nd", "april 2016", "31-02-2020", "kind"], strict=True),
        2,
    ):
        assert row["problems"][0].startswith(f"Rij {number}, kolom '")
        assert f"waarde '{words}'" in row["problems"][0]
    assert "Vis" not in printed
    assert [found["rule"] for found in told["findings"]] == ["contact-column"]


def test_applying_takes_the_safe_rows_lists_the_rest_and_still_ends_with_code_1(tmp_path: Path, editor: User) -> None:
    content.intervention("Stilte")
    file = tmp_path / "nji.csv"
    file.write_text("\n".join([NJI, "Rust;Goed onderbouwd;;;", "Stilte;;;;", "B;Heel goed;;;"]), encoding="utf-8")
    code, message, printed = fails("nji", file, "--apply", "--by", "redacteur", "--json")
    assert code == 1
    assert "1 fout(en), alleen de veilige rijen zijn overgenomen" in message
    applied = json.loads(printed)["applied"]
    assert (applied["created"], [left["key"] for left in applied["left"]]) == (1, ["stilte", "b"])
    assert sorted(Intervention.objects.values_list("name", flat=True)) == ["Rust", "Stilte"]


def test_rows_that_wait_for_an_answer_are_told_with_how_to_give_it(tmp_path: Path, editor: User) -> None:
    content.intervention("Stilte")
    file = tmp_path / "nji.csv"
    file.write_text("\n".join([NJI, "Stilte;;;;"]), encoding="utf-8")
    report = run("nji", file, "--apply", "--by", "redacteur")
    assert "Vraagt een antwoord (1)\n  Rij 2, 'Stilte': kenmerk stilte" in report
    assert "Wacht op een besluit, en niet overgenomen (1): stilte" in report


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "leeg"),
        (b"Naam;Op\n", "Kolom 'Erkend als' ontbreekt"),
        (b"\x89PNG\r\n\x1a\n", "afbeelding"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
        (workbook(sheet([["a"]]), parts={"xl/vbaProject.bin": b"x"}), "macro's"),
    ],
)
def test_a_refused_file_ends_with_one_line_and_code_1(data: bytes, words: str, tmp_path: Path, editor: User) -> None:
    file = tmp_path / "slecht.csv"
    file.write_bytes(data)
    code, message, printed = fails("nji", file, "--apply", "--by", "redacteur")
    assert (code, printed) == (1, "")
    assert words in message
    assert not Observation.objects.exists()


def test_a_file_of_200_mb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    large = tmp_path / "groot.xlsx"
    with large.open("wb") as file:
        file.truncate(200_000_000)
    code, message, _ = fails("gezonde-school", large)
    assert (code, "200.0 MB groot; verwacht is hooguit 25 MB" in message) == (1, True)


def test_applying_without_a_name_is_wrong_use(school: Path) -> None:
    code, message, _ = fails("gezonde-school", school, "--apply")
    assert (code, "hoort --by" in message) == (2, True)
