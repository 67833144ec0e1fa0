"""The workbook is a source like any other: command, units, labels, edits."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cms.accounts.models import User
from cms.content.models import Intervention, RecommendationPage
from cms.sources.errors import WrongEditError
from cms.sources.plan import Unit
from cms.sources.registry import KINDS
from tests.cms.sources.workbook.filling import book, plan_of, touched

pytestmark = pytest.mark.django_db
KIND = KINDS["workbook"]


def test_the_command_plans_and_applies_what_is_safe(team: RecommendationPage, editor: User, tmp_path: Path) -> None:
    file = tmp_path / "werkmap.xlsx"
    filled = book().put("Interventies", "eigenaar", "Ander").add("Interventies", naam="Stil staan")
    file.write_bytes(filled.add("Interventies", naam="Nieuw").drop("Praktijkvoorbeelden").save())
    said = StringIO()
    call_command(
        "import_source", "workbook", file, "--complete", "--apply", "--by", editor.username, "--json", stdout=said
    )
    told = json.loads(said.getvalue())
    assert (told["counts"]["new"], told["counts"]["changed"], told["counts"]["ambiguous"]) == (1, 1, 1)
    assert (told["applied"]["created"], told["applied"]["changed"], len(told["applied"]["left"])) == (1, 1, 2)
    assert not Intervention.objects.get(name="Nieuw").live


def test_the_report_names_fields_as_the_workbook_does(team: RecommendationPage, tmp_path: Path) -> None:
    file = tmp_path / "werkmap.xlsx"
    filled = book().put("Interventies", "eigenaar", "Ander").put("Toelichtingen", "toelichting", "Kort.")
    file.write_bytes(filled.put("Praktijkvoorbeelden", "webadres", "x").save())
    said = StringIO()
    with pytest.raises(CommandError, match="Blad 'Praktijkvoorbeelden', rij 2, kolom 'webadres', waarde 'x'"):
        call_command("import_source", "workbook", file, stdout=said)
    assert "interventie Rustig Leren, eigenaar" in said.getvalue()
    assert "toelichting Plan rust in de week – Rustig Leren, toelichting" in said.getvalue()


def test_each_changed_field_is_decided_on_and_a_new_item_as_a_whole(team: RecommendationPage) -> None:
    filled = book().put("Interventies", "eigenaar", "Ander").put("Interventies", "samenvatting", "Kort.")
    filled.add("Aanbevelingen", domein=2, titel="Begin", tekst="Zo.").drop("Voorbeelden bij")
    changed, new, gone = touched(plan_of(filled, complete=True))
    assert KIND.units(changed) == (Unit("summary", ("summary",)), Unit("owner", ("owner",), ("owner",)))
    assert [(unit.name, unit.editable) for unit in KIND.units(new)] == [("item", ("title", "preventive", "indicated"))]
    assert [unit.name for unit in KIND.units(gone)] == ["item"]
    assert [KIND.label_of(changed, name) for name in ("item", "owner")] == ["interventie", "eigenaar"]
    assert [KIND.model(row) for row in (changed, gone)] == [Intervention, RecommendationPage]


def test_what_an_editor_fills_in_is_read_as_a_cell_is(team: RecommendationPage) -> None:
    (row,) = touched(plan_of(book().put("Interventies", "leeftijd vanaf", 2)))
    assert KIND.read_edit(row, "age_from", "2,5") == "2.5"
    assert KIND.read_edit(row, "sectors", "Vwo, havo") == "havo, vwo"
    with pytest.raises(WrongEditError, match="Leeftijd vanaf 'oud': Verwacht is een getal"):
        KIND.read_edit(row, "age_from", "oud")
    with pytest.raises(WrongEditError, match="niet leeg"):
        KIND.read_edit(row, "name", " ")
