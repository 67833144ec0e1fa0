"""Decisions through the screen: with a script, without one, by two people at once, and wrong ones."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Intervention
from cms.sources.models import ImportPlan, PlanRow, RowState, Stage
from tests.cms.sources.deciding.plans import apply, decide, stored_plan
from tests.cms.sources.screens.registers import KLAS, RUST, SAMEN, known, plan_of_many
from tests.factories import content
from tests.factories.people import person, signed_in

pytestmark = pytest.mark.django_db

SCRIPT = {"x-requested-with": "XMLHttpRequest"}
INEXACT = "1400001;Rustig Leren;Sterke aanwijzingen;april 2025;;;;;"


@pytest.fixture
def row(editor: User) -> PlanRow:
    """Return an open row that proposes facts, an owner, ages and a theme."""
    known()
    return stored_plan(RUST, by=editor).rows.get()


def send(client: Client, row: PlanRow, view: str = "decide", *, script: bool = True, **form: Any) -> Any:
    """Send the form of a row, with the fields in ``form``; ``besluit_owner`` stands for 'besluit-owner'."""
    address = reverse(f"bronnen:{view}", args=[row.plan_id, row.pk])
    data = {"versie": row.version, **{name.replace("_", "-"): value for name, value in form.items()}}
    return client.post(address, data, headers=SCRIPT if script else {})


def edit(client: Client, row: PlanRow, *, script: bool = True, **units: dict[str, Any]) -> Any:
    """Send other values for ``units``, by unit and field."""
    data: dict[str, Any] = {"versie": row.version}
    for unit, values in units.items():
        data[f"besluit-{unit}"] = "edit"
        data |= {f"waarde-{unit}-{name}": value for name, value in values.items()}
    address = reverse("bronnen:decide", args=[row.plan_id, row.pk])
    return client.post(address, data, headers=SCRIPT if script else {})


def messages_of(answer: Any) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def fresh(row: PlanRow) -> PlanRow:
    return PlanRow.objects.get(pk=row.pk)


def test_a_choice_is_saved_and_the_card_and_the_counts_come_back(desk: Client, row: PlanRow) -> None:
    answer = send(desk, row, besluit_owner="reject")
    assert answer.status_code == 200
    assert fresh(row).decisions == {"owner": {"choice": "reject", "edited": {}}}
    said = answer.json()
    assert (said["isOpen"], said["asking"]) == (True, 1)
    assert f'name="versie" value="{row.version + 1}"' in said["card"]
    assert "Nog niet" not in said["message"]
    assert "'Rustig Leren': afwijzen, bewaard. Deze rij is nog niet helemaal besloten." in said["message"]


def test_one_button_decides_on_what_is_still_open_and_leaves_the_rest(desk: Client, row: PlanRow) -> None:
    send(desk, row, besluit_owner="reject", besluit_themes="later", alles="accept")
    held = fresh(row)
    choices = {name: decision.choice for name, decision in held.decided().items()}
    assert (held.state, choices.pop("owner")) == (RowState.DECIDED, "reject")
    assert set(choices.values()) == {"accept"}


def test_without_a_script_the_editor_comes_back_to_the_same_place(desk: Client, row: PlanRow) -> None:
    answer = send(desk, row, script=False, alles="accept", terug="toon=alles&p=2&onzin=1")
    assert answer.headers["location"] == (reverse("bronnen:plan", args=[row.plan_id]) + f"?toon=alles&p=2#rij-{row.pk}")
    assert "overnemen, bewaard" in messages_of(answer)
    assert fresh(row).state == RowState.DECIDED


def test_what_is_decided_is_told_in_a_line_and_can_be_changed_and_taken_back(desk: Client, row: PlanRow) -> None:
    send(desk, row, besluit_owner="reject", alles="accept")
    shown = desk.get(reverse("bronnen:plan", args=[row.plan_id]), {"toon": "besloten"}).content.decode()
    assert "<b>Afgewezen:</b> eigenaar" in shown
    assert "redacteur, zojuist" in shown
    card = desk.get(reverse("bronnen:decide", args=[row.plan_id, row.pk]), headers=SCRIPT).json()["card"]
    assert "Besluit terugnemen" in card
    send(desk, fresh(row), alles="terug")
    assert (fresh(row).state, fresh(row).decisions) == (RowState.OPEN, {})


def test_another_value_is_saved_as_typed_and_the_sources_own_is_no_edit(desk: Client, row: PlanRow) -> None:
    edit(desk, row, owner={"owner": "  Eigen woorden\0 "}, observation={"recognised_on": "05-06-2025"})
    decisions = fresh(row).decided()
    assert decisions["owner"].edited == {"owner": "Eigen woorden"}
    assert decisions["observation"].edited == {}


def test_boxes_that_are_ticked_become_the_words_of_a_list(desk: Client, editor: User) -> None:
    new = stored_plan(KLAS, by=editor).rows.get()
    edit(desk, new, record={"sectors": ["", "vmbo", "havo"]})
    assert fresh(new).decided()["record"].edited["sectors"] == "vmbo, havo"


def test_a_value_of_the_source_can_be_emptied(desk: Client, row: PlanRow) -> None:
    edit(desk, row, owner={"owner": ""})
    assert fresh(row).decided()["owner"].edited == {"owner": ""}


@pytest.mark.parametrize("script", [True, False])
def test_a_wrong_value_is_shown_beside_its_field_with_what_was_typed(desk: Client, row: PlanRow, script: bool) -> None:
    answer = edit(desk, row, script=script, age_from={"age_from": "acht"}, owner={"owner": "Nog niet bewaard"})
    shown = answer.json()["card"] if script else answer.content.decode()
    assert answer.status_code == 422
    assert "Leeftijd vanaf &#x27;acht&#x27;: verwacht is een getal" in shown
    assert 'value="acht"' in shown
    assert 'value="Nog niet bewaard"' in shown
    assert fresh(row).decisions == {}


@pytest.mark.parametrize("typed", ["NaN", "Infinity", "1e999999", "-40"])
def test_a_number_that_is_none_is_refused(desk: Client, row: PlanRow, typed: str) -> None:
    answer = edit(desk, row, age_from={"age_from": typed})
    assert answer.status_code == 422
    assert fresh(row).decisions == {}


def test_a_form_without_a_choice_says_so(desk: Client, row: PlanRow) -> None:
    answer = send(desk, row)
    assert answer.status_code == 422
    assert "Je koos nog niets" in answer.json()["message"]


def test_a_choice_that_does_not_exist_decides_nothing(desk: Client, row: PlanRow) -> None:
    assert send(desk, row, besluit_owner="onzin").status_code == 409
    assert fresh(row).decisions == {}


@pytest.mark.parametrize("script", [True, False])
def test_a_colleague_who_was_first_is_named_and_nothing_is_overwritten(
    desk: Client, row: PlanRow, script: bool
) -> None:
    decide(fresh(row), person("sanne", Role.EDITOR), owner="accept")
    answer = edit(desk, row, script=script, owner={"owner": "Mijn woorden"})
    shown = answer.json()["card"] if script else answer.content.decode()
    assert answer.status_code == 409
    assert "Intussen heeft sanne hier iets beslist" in shown
    assert "Mijn woorden" in shown, "what was typed is not lost silently"
    assert fresh(row).decisions["owner"]["choice"] == "accept"


def test_a_candidate_is_chosen_compared_with_and_taken_back(desk: Client, editor: User) -> None:
    item = content.intervention("Samen Sterk", owner="Stichting Voorbeeld")
    row = stored_plan(SAMEN, by=editor).rows.get()
    answer = send(desk, row, "answer", antwoord=str(item.uid))
    assert "vergeleken met Samen Sterk" in answer.json()["message"]
    assert "Stichting <ins>Samen</ins>" in answer.json()["card"]
    assert "Toch een andere?" in answer.json()["card"]
    again = send(desk, fresh(row), "answer", antwoord="")
    assert "Welke interventie is dit?" in again.json()["card"]


def test_a_row_can_be_new_although_its_name_is_known(desk: Client, editor: User) -> None:
    content.intervention("Samen Sterk")
    row = stored_plan(SAMEN, by=editor).rows.get()
    send(desk, row, "answer", antwoord="new")
    send(desk, fresh(row), alles="accept")
    apply(row.plan, editor)
    assert Intervention.objects.count() == 2


def test_a_row_that_is_new_still_asks_for_the_day_of_its_recognition(desk: Client, editor: User) -> None:
    content.intervention("Samen Sterk")
    row = stored_plan(SAMEN.replace("03-03-2025", "maart 2025"), by=editor).rows.get()
    send(desk, row, "answer", antwoord="new")
    row = fresh(row)
    assert (row.is_safe, row.state) == (False, RowState.OPEN)
    edit(desk, row, record={"recognised_on": "03-03-2025"})
    assert fresh(row).state == RowState.DECIDED


def test_another_intervention_is_found_by_its_name(desk: Client, editor: User) -> None:
    item = content.intervention("Klassenkracht")
    row = stored_plan(KLAS, by=editor).rows.get()
    send(desk, row, "answer", naam="  klassen-KRACHT ")
    assert (fresh(row).answer, fresh(row).row_class) == (str(item.uid), "changed")


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("Onbekend", "Er is geen interventie die 'Onbekend' heet"),
        ("Dubbel", "Er zijn 2 interventies die 'Dubbel' heten"),
        (" \0", "Typ de naam"),
    ],
)
def test_a_name_of_none_or_of_several_is_refused(desk: Client, editor: User, typed: str, error: str) -> None:
    content.intervention("Dubbel")
    content.intervention("dubbel!")
    row = stored_plan(KLAS, by=editor).rows.get()
    answer = send(desk, row, "answer", naam=typed)
    assert answer.status_code == 422
    assert error in answer.json()["message"]
    assert fresh(row).version == row.version


@pytest.mark.parametrize("answer", ["onzin", "00000000-0000-4000-8000-000000000000"])
def test_an_intervention_that_is_gone_is_no_answer(desk: Client, row: PlanRow, answer: str) -> None:
    assert "is er niet meer" in send(desk, row, "answer", antwoord=answer).json()["message"]


def test_all_safe_rows_of_a_class_are_accepted_at_once_and_taken_back(desk: Client, editor: User) -> None:
    plan = stored_plan(KLAS, KLAS.replace("1400002;Klas", "1400009;School"), by=editor)
    answer = desk.post(reverse("bronnen:accept", args=[plan.pk]), {"soort": "new"})
    assert "2 rijen staan nu op overnemen" in messages_of(answer)
    assert set(plan.rows.values_list("state", flat=True)) == {RowState.DECIDED}
    decide(plan.rows.get(position=1), editor, record="reject")
    page = desk.get(answer.headers["location"])
    assert page.context["together"]["number"] == 1, "who decided again since then keeps that"
    desk.post(reverse("bronnen:take_back", args=[plan.pk]), {"samen": page.context["together"]["accepted"]})
    assert list(plan.rows.order_by("position").values_list("state", flat=True)) == [RowState.OPEN, RowState.DECIDED]


def test_accepting_at_once_says_how_many_it_left_because_somebody_chose_there(desk: Client, editor: User) -> None:
    plan = stored_plan(KLAS, KLAS.replace("1400002;Klas", "1400009;School"), by=editor)
    decide(plan.rows.get(position=1), editor, record="later")
    answer = desk.post(reverse("bronnen:accept", args=[plan.pk]), {"soort": "new"})
    assert "1 rij staat nu op overnemen" in messages_of(answer)
    assert "1 rij bleef open, omdat daar al iets gekozen was." in messages_of(answer)


@pytest.mark.parametrize(("view", "form"), [("accept", {"soort": "changed"}), ("accept", {"soort": "onzin"})])
def test_rows_that_are_not_safe_are_not_accepted_at_once(
    desk: Client, editor: User, view: str, form: dict[str, str]
) -> None:
    plan = plan_of_many(3, by=editor)
    desk.post(reverse(f"bronnen:{view}", args=[plan.pk]), form)
    assert set(plan.rows.values_list("state", flat=True)) == {RowState.OPEN}


@pytest.mark.parametrize("moment", ["", "new.onzin", "new.2026-13-45T99:00:00", "new.0001-01-01T00:00:00+14:00"])
def test_an_action_that_never_was_is_not_taken_back(desk: Client, row: PlanRow, moment: str) -> None:
    assert desk.get(reverse("bronnen:plan", args=[row.plan_id]), {"samen": moment}).context["together"] is None
    answer = desk.post(reverse("bronnen:take_back", args=[row.plan_id]), {"samen": moment})
    assert "niet meer terug te nemen" in messages_of(answer)


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.PUBLISHER, Role.ADMINISTRATOR, Role.READER])
def test_who_may_only_look_decides_nothing(row: PlanRow, role: Role) -> None:
    reader = signed_in(role)
    assert "Dat kan een redacteur" in send(reader, row, alles="accept").json()["message"]
    assert "Dat kan een redacteur" in messages_of(send(reader, row, script=False, alles="accept"))
    reader.post(reverse("bronnen:accept", args=[row.plan_id]), {"soort": "new"})
    send(reader, row, "answer", antwoord="new")
    assert (fresh(row).version, fresh(row).decisions) == (row.version, {})


@pytest.mark.parametrize("stage", [Stage.APPLYING, Stage.CLOSED, Stage.READING])
def test_a_plan_that_is_busy_or_closed_takes_no_decision(
    desk: Client, editor: User, row: PlanRow, stage: Stage
) -> None:
    ImportPlan.objects.update(stage=stage, apply_by=editor, apply_since=row.plan.created_at)
    answer = send(desk, row, alles="accept")
    assert answer.status_code == 409
    assert answer.json()["message"]
    assert fresh(row).decisions == {}


def test_a_row_of_another_plan_is_not_found_and_not_touched(desk: Client, editor: User, row: PlanRow) -> None:
    other = stored_plan(KLAS, by=editor)
    address = reverse("bronnen:decide", args=[other.pk, row.pk])
    answer = desk.post(address, {"versie": row.version, "alles": "accept"}, headers=SCRIPT)
    assert (answer.status_code, fresh(row).decisions) == (404, {})
    assert "hoort niet bij dit plan" in answer.json()["message"]
    assert "hoort niet bij dit plan" in messages_of(desk.get(address))


def test_what_is_taken_over_cannot_be_decided_again(desk: Client, editor: User) -> None:
    row = stored_plan(KLAS, by=editor).rows.get()
    decide(row, editor, record="accept")
    apply(row.plan, editor)
    answer = send(desk, fresh(row), alles="reject")
    assert answer.status_code == 409
    assert "is overgenomen" in answer.json()["message"]


def test_who_is_signed_out_meanwhile_is_refused_and_not_sent_to_a_form(row: PlanRow) -> None:
    assert send(Client(), row, alles="accept").status_code == 403
    assert fresh(row).decisions == {}


def test_an_inexact_date_is_asked_for_on_the_card(desk: Client, editor: User) -> None:
    known()
    row = stored_plan(INEXACT, by=editor).rows.get()
    card = desk.get(reverse("bronnen:decide", args=[row.plan_id, row.pk])).content.decode()
    assert "niet op de dag precies" in card
    assert "Als 24-09-2020." in card
