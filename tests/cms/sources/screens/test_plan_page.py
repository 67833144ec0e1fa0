"""What the page of a plan shows, to whom, and what it costs."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.sources.models import ImportPlan, Stage
from tests.cms.sources.deciding.plans import apply, decide, stored_plan
from tests.cms.sources.screens.registers import KLAS, plan_of_every_kind, plan_of_many
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db


def page(client: Client, plan: ImportPlan, **query: Any) -> str:
    answer = client.get(reverse("bronnen:plan", args=[plan.pk]), query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def names(client: Client, plan: ImportPlan, **query: Any) -> list[str]:
    answer = client.get(reverse("bronnen:plan", args=[plan.pk]), query)
    return [card.title for card in answer.context["cards"]]


def messages_of(answer: Any) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def test_what_asks_for_a_decision_comes_first_and_the_counts_say_what_else_there_is(desk: Client, editor: User) -> None:
    plan = plan_of_every_kind(editor)
    answer = desk.get(reverse("bronnen:plan", args=[plan.pk]))
    counts = {count.key: count.number for count in answer.context["counts"]}
    assert counts == {
        "beslissen": 3,
        "veilig-nieuw": 1,
        "veilig-feiten": 0,
        "besloten": 0,
        "overgenomen": 0,
        "fout": 1,
        "ongewijzigd": 0,
        "alles": 5,
    }
    assert {card.status for card in answer.context["cards"]} == {"gewijzigd", "welke is dit?", "verdwenen"}


def test_old_and_new_stand_side_by_side_with_the_difference_marked(desk: Client, editor: User) -> None:
    shown = page(desk, plan_of_every_kind(editor))
    assert "Bureau <del>Stilte</del>" in shown.replace("</del>\n", "</del>")
    assert "Bureau <ins>Herrie</ins>" in shown
    assert "niveau hoger" in shown
    assert "<ins>05-06-2025</ins>" in shown
    assert "Staat niet meer in het register. Klopt dat?" in shown
    assert "Welke interventie is dit?" in shown


def test_a_wrong_row_says_what_is_wrong_and_has_no_controls(desk: Client, editor: User) -> None:
    shown = page(desk, plan_of_every_kind(editor), toon="fout")
    assert "Heel erg goed" in shown
    assert "31-02-2025" in shown
    assert "data-row-form" not in shown


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"toon": "veilig-nieuw"}, ["Klas in Balans"]),
        ({"toon": "alles", "soort": "disappeared"}, ["Vroeger Beter"]),
        ({"toon": "alles", "zoek": "balans"}, ["Klas in Balans"]),
        ({"toon": "alles", "zoek": "\0bestaat niet"}, []),
        ({"toon": "onzin", "soort": "onzin", "p": "-3"}, ["Rustig Leren", "SAMEN STERK!", "Vroeger Beter"]),
    ],
)
def test_rows_are_filtered_and_searched(desk: Client, editor: User, query: dict[str, str], expected: list[str]) -> None:
    assert names(desk, plan_of_every_kind(editor), **query) == expected


def test_rows_come_in_pages_and_a_page_beyond_the_last_is_the_last(desk: Client, editor: User) -> None:
    plan = plan_of_many(30, by=editor)
    assert len(names(desk, plan)) == 25
    assert (
        names(desk, plan, p="2") == names(desk, plan, p="99") == [f"Interventie {place:04}" for place in range(25, 30)]
    )
    assert "Pagina 2 van 2" in page(desk, plan, p="2")


def test_the_number_of_queries_does_not_grow_with_the_rows(desk: Client, editor: User) -> None:
    few, many = plan_of_many(5, by=editor), plan_of_many(200, by=editor, start=5)
    page(desk, few)
    costs = []
    for plan in (few, many):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(desk, plan)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_when_nothing_is_left_the_next_step_is_to_take_over(desk: Client, editor: User) -> None:
    plan = stored_plan(KLAS, by=editor)
    assert "Niets vraagt nog een aparte beslissing" in page(desk, plan)
    decide(plan.rows.get(), editor, record="accept")
    shown = page(desk, plan)
    assert "Alles is beslist." in shown
    assert "Neem 1 besluit over" in shown


def test_what_is_taken_over_leads_to_its_draft(desk: Client, editor: User) -> None:
    plan = stored_plan(KLAS, by=editor)
    decide(plan.rows.get(), editor, record="accept")
    apply(plan, editor)
    shown = page(desk, plan, toon="overgenomen")
    assert "Bekijk het concept" in shown
    assert "Wijzigen" not in shown


def test_what_was_noted_while_reading_stands_folded_on_top(desk: Client, editor: User) -> None:
    plan = stored_plan(KLAS, by=editor)
    ImportPlan.objects.update(
        findings=[{"line": 1, "message": "Kolom 'Contact' is weggelaten."}, {"message": "Let op."}]
    )
    shown = page(desk, plan)
    assert "2 opmerkingen bij het lezen" in shown
    assert "Regel 1: Kolom &#x27;Contact&#x27; is weggelaten." in shown


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.PUBLISHER, Role.ADMINISTRATOR, Role.READER])
def test_who_may_only_look_sees_everything_and_no_controls(editor: User, role: Role) -> None:
    plan = plan_of_every_kind(editor)
    shown = page(signed_in(role), plan, toon="alles")
    assert "Bureau <ins>Herrie</ins>" in shown
    assert "Dat kan een redacteur." in shown
    assert not any(
        control in shown for control in ("data-row-form", "data-row-answer", "overnemen</summary>", "data-plan-keys")
    )


def test_who_has_no_role_does_not_see_the_plan(editor: User) -> None:
    plan = plan_of_every_kind(editor)
    answer = signed_in().get(reverse("bronnen:plan", args=[plan.pk]), follow=True)
    assert "Bureau Herrie" not in answer.content.decode()


@pytest.mark.parametrize(
    ("stage", "sentence"),
    [
        (Stage.APPLYING, "besluiten worden overgenomen"),
        (Stage.CLOSED, "Dit plan is afgesloten"),
        (Stage.READING, "wordt gelezen"),
        (Stage.FAILED, "kan niet worden ingelezen"),
        (Stage.ASKED, "Welk blad bedoel je"),
    ],
)
def test_a_plan_that_takes_no_decisions_says_why_and_has_no_controls(
    desk: Client, editor: User, stage: Stage, sentence: str
) -> None:
    plan = plan_of_every_kind(editor)
    ImportPlan.objects.update(stage=stage, apply_by=editor, apply_since=plan.created_at)
    shown = page(desk, plan)
    assert sentence in shown
    assert "data-row-form" not in shown


def test_a_plan_that_is_gone_is_said_to_be_gone(desk: Client) -> None:
    answer = desk.get(reverse("bronnen:plan", args=[4711]))
    assert answer.status_code == 302
    assert "Dit plan bestaat niet" in messages_of(answer)


@pytest.mark.parametrize("name", ["plan", "status", "apply", "failed"])
def test_a_plan_of_a_kind_that_is_no_more_is_refused_with_what_to_do(desk: Client, editor: User, name: str) -> None:
    plan = plan_of_every_kind(editor)
    ImportPlan.objects.update(kind="bron-van-vroeger")
    answer = desk.get(reverse(f"bronnen:{name}", args=[plan.pk]))
    assert (answer.status_code, answer["Location"]) == (302, reverse("bronnen:index"))
    assert "een soort bron die we niet meer kennen. Lees het bestand opnieuw in." in messages_of(answer)


def test_a_script_reads_why_a_plan_of_a_kind_that_is_no_more_takes_no_decision(desk: Client, editor: User) -> None:
    plan = plan_of_every_kind(editor)
    ImportPlan.objects.update(kind="bron-van-vroeger")
    address = reverse("bronnen:decide", args=[plan.pk, plan.rows.values_list("pk", flat=True)[0]])
    answer = desk.post(address, headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.status_code == 404
    assert "een soort bron die we niet meer kennen" in answer.json()["message"]
