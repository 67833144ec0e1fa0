"""``manage.py import_source``: what it prints, what it writes, and how it ends."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cms.accounts.models import User
from cms.content.models import Text

pytestmark = pytest.mark.django_db


def run(*arguments: object) -> str:
    out = io.StringIO()
    call_command("import_source", "handleiding", *[str(argument) for argument in arguments], stdout=out)
    return out.getvalue()


def fails(*arguments: object) -> tuple[int, str]:
    with pytest.raises(CommandError) as error:
        run(*arguments)
    assert "\n" not in str(error.value)
    assert not Text.objects.exists()
    return error.value.returncode, str(error.value)


def as_json(*arguments: object) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(run(*arguments, "--json"))
    return told


def test_the_plan_is_told_in_dutch_and_nothing_is_written(manual_path: Path) -> None:
    report = run(manual_path)
    assert "37 nieuw" in report
    assert "regel 40: Domein 3 heet hier 'Thuishuisje'" in report
    assert "de tekst bij score 1 van domein 1 'Stad en straat'" in report
    assert "Er is niets geschreven" in report
    assert not Text.objects.exists()


def test_the_plan_as_json_has_counts_rows_and_findings(manual_path: Path) -> None:
    told = as_json(manual_path)
    assert told["counts"] == {"new": 37, "changed": 0, "unchanged": 0, "disappeared": 0, "ambiguous": 0, "error": 0}
    step = next(row for row in told["rows"] if (row["target"], row["key"]) == ("step", "4"))
    assert step["class"] == "new"
    assert step["fields"]["title"] == {"old": None, "new": "Kies één gang"}
    assert step["problems"] == []
    assert {"rule", "line", "message"} == set(told["findings"][0])


def test_the_real_manual_gives_the_counts_that_the_issue_names(real_manual_path: Path) -> None:
    told = as_json(real_manual_path)
    targets = [row["target"] for row in told["rows"]]
    counted = {name: targets.count(name) for name in ("domain", "step", "selection_question", "definition", "text")}
    assert counted == {"domain": 8, "step": 7, "selection_question": 5, "definition": 3, "text": 10}
    rules = [finding["rule"] for finding in told["findings"]]
    assert {rule: rules.count(rule) for rule in set(rules)} == {
        "empty-link": 20,
        "vague-link-text": 5,
        "label-drift": 1,
        "label-capitals": 1,
        "http-link": 1,
        "repeated-passage": 1,
    }
    assert len(told["still_to_write"]) == 24


def test_applying_makes_drafts_and_a_second_run_says_all_unchanged(manual_path: Path, editor: User) -> None:
    assert "37 nieuw, 0 gewijzigd. Niets is klaargezet" in run(manual_path, "--apply", "--by", editor.username)
    assert not Text.objects.filter(live=True).exists()
    assert as_json(manual_path)["counts"]["unchanged"] == 37


def test_an_edited_manual_gives_changes_per_field(manual_path: Path, editor: User, tmp_path: Path, manual: str) -> None:
    run(manual_path, "--apply", "--by", editor.username)
    edited = tmp_path / "bewerkt.md"
    edited.write_text(manual.replace("Wie zacht praat", "Wie langzaam praat"), encoding="utf-8")
    report = run(edited)
    assert "domein 4, toelichting" in report
    assert "wordt: <p>Wie langzaam praat" in report
    assert as_json(edited, "--apply", "--by", editor.username)["applied"] == {
        "created": 0,
        "changed": 1,
        "refused": [],
        "left": [],
        "consulted": 0,
    }


def test_applying_without_a_name_or_in_an_unknown_name_is_wrong_use(manual_path: Path, editor: User) -> None:
    User.objects.create(username="weg", is_active=False)
    assert fails(manual_path, "--apply") == (2, "Met --apply hoort --by: in wiens naam wordt er overgenomen?")
    for name in ("niemand", "weg"):
        code, message = fails(manual_path, "--apply", "--by", name)
        assert code == 2
        assert f"Gebruiker '{name}' bestaat niet" in message


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "leeg"),
        (b" \n", "leeg"),
        (b"\x00\x01\x02", "NUL"),
        (b"PK\x03\x04", "Excel"),
        ("# Kop".encode("utf-16"), "UTF-16"),
        ("# Eén".encode("cp1252"), "Regel 1, teken 4"),
        (b"<html>", "HTML"),
        (b"# Recept", "Geen enkele kop"),
    ],
)
def test_bad_input_ends_with_one_line_and_code_1(data: bytes, words: str, tmp_path: Path, editor: User) -> None:
    file = tmp_path / "slecht.md"
    file.write_bytes(data)
    code, message = fails(file, "--apply", "--by", editor.username)
    assert code == 1
    assert words in message


def test_a_missing_file_a_folder_and_50_mb_end_with_code_1(tmp_path: Path) -> None:
    large = tmp_path / "groot.md"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    assert fails(tmp_path / "weg.md")[0] == 1
    assert fails(tmp_path)[0] == 1
    assert "50.0 MB" in fails(large)[1]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("## **5. Vrienden op school**", "Vrienden", "domein 5 'Vrienden op school' staat in de lijst"),
        ("## **5. Vrienden op school**", "## **4. Rustig lesgeven**", "Domein 4 staat er twee keer"),
    ],
)
def test_a_domain_missing_or_double_ends_with_code_1_and_nothing_written(
    old: str, new: str, words: str, manual: str, tmp_path: Path, editor: User
) -> None:
    file = tmp_path / "fout.md"
    file.write_text(manual.replace(old, new), encoding="utf-8")
    code, message = fails(file, "--apply", "--by", editor.username)
    assert code == 1
    assert words in message


def test_a_plan_with_errors_is_still_printed_as_json(manual: str, tmp_path: Path) -> None:
    file = tmp_path / "fout.md"
    file.write_text(manual.replace("- Stap 7: Luister nog eens\n", ""), encoding="utf-8")
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("import_source", "handleiding", str(file), "--json", stdout=out)
    assert json.loads(out.getvalue())["counts"]["error"] == 1
