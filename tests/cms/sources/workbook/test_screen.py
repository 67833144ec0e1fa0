"""The plan of a workbook in a browser: what could mean two things is asked there, and the answer is taken."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Intervention, RecommendationPage
from cms.sources.deciding.decide import decide_row
from cms.sources.models import Choice, Decision, ImportPlan, PlanRow, RowState
from cms.sources.plan import RowClass
from cms.sources.uploading import receive_upload
from tests.cms.sources.deciding.plans import AT, apply, read
from tests.cms.sources.workbook.filling import Book, book
from tests.factories import content
from tests.factories.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db: None) -> User:
    """Return an editor, who may decide."""
    return person("redacteur", Role.EDITOR)


@pytest.fixture
def desk(editor: User) -> Client:
    """Return the browser of the editor."""
    client = Client()
    client.force_login(editor)
    return client


def stored(filled: Book, by: User) -> ImportPlan:
    """Return the plan of a workbook that was sent, read by a task."""
    data = filled.save()
    return read(receive_upload(kind="workbook", file_name="werkmap.xlsx", data=data, complete=False, by=by, at=AT))


def asked(filled: Book, by: User) -> PlanRow:
    """Return the first row of the workbook that asks what it is about."""
    return stored(filled, by).rows.filter(row_class=RowClass.AMBIGUOUS).order_by("position")[0]


def shown(client: Client, plan: ImportPlan) -> str:
    return str(client.get(reverse("bronnen:plan", args=[plan.pk])).content.decode())


def test_a_link_that_could_be_two_is_asked_about_on_the_page(
    team: RecommendationPage, desk: Client, editor: User
) -> None:
    row = asked(book().put("Toelichtingen", "interventie", "Stil Staan"), editor)
    assert "Plan rust in de week – Stil Staan" in shown(desk, row.plan)


def answer(client: Client, row: PlanRow, said: str) -> Any:
    """Send what ``row`` is about, as a script does."""
    row.refresh_from_db()
    address = reverse("bronnen:answer", args=[row.plan_id, row.pk])
    form = {"versie": row.version, "antwoord": said}
    return client.post(address, form, headers={"x-requested-with": "XMLHttpRequest"})


def taken_over(client: Client, row: PlanRow, by: User) -> PlanRow:
    """Return ``row`` after all of it was accepted and applied."""
    row.refresh_from_db()
    form = {"versie": row.version, "alles": "accept"}
    client.post(reverse("bronnen:decide", args=[row.plan_id, row.pk]), form)
    apply(row.plan, by)
    row.refresh_from_db()
    return row


def test_the_link_that_is_meant_is_chosen_and_taken_over(team: RecommendationPage, desk: Client, editor: User) -> None:
    twin = content.intervention("Stil staan")
    filled = book().add(
        "Toelichtingen", aanbeveling="Plan rust in de week", interventie="Stil staan", toelichting="Omdat."
    )
    row = asked(filled, editor)
    assert "Een nieuw item" not in shown(desk, row.plan), "a link joins two that there are"
    said = answer(desk, row, f"{team.uid}/{twin.uid}").json()
    assert "vergeleken met Plan rust in de week – Stil staan" in said["message"]
    assert "Toch een andere?" in said["card"]
    assert taken_over(desk, row, editor).state == RowState.APPLIED
    team.refresh_from_db()
    links = team.get_latest_revision_as_object().intervention_links.all()
    assert [link.intervention_id for link in links][-1] == twin.pk


def test_a_recommendation_that_is_there_is_an_answer(team: RecommendationPage, desk: Client, editor: User) -> None:
    row = asked(book().add("Aanbevelingen", domein=1, titel="plan rust in de week", tekst="Anders."), editor)
    page = shown(desk, row.plan)
    assert "Over welk item gaat deze rij?" in page
    assert "Naam van de interventie" not in page
    assert answer(desk, row, str(team.uid)).status_code == 200
    row.refresh_from_db()
    assert (row.row_class, row.answer) == ("changed", str(team.uid))


def test_an_item_that_is_gone_is_no_answer(team: RecommendationPage, desk: Client, editor: User) -> None:
    row = asked(book().add("Interventies", naam="Stil Staan"), editor)
    gone = Intervention.objects.get(name="Stil Staan")
    gone.delete()
    refused = answer(desk, row, str(gone.uid))
    assert (refused.status_code, refused.json()["message"]) == (422, "Dit item is er niet meer. Kies een ander.")
    assert answer(desk, row, str(team.uid)).status_code == 422, "only what was offered"


def test_rows_with_one_name_are_new_when_a_person_says_so(team: RecommendationPage, desk: Client, editor: User) -> None:
    row = asked(book().add("Interventies", naam="Nieuw").add("Interventies", naam="nieuw"), editor)
    page = shown(desk, row.plan)
    assert "Zijn het er echt twee?" in page
    assert "Een nieuw item" in page
    assert "Dit is: <b>een nieuw item</b>" in answer(desk, row, "new").json()["card"]
    assert taken_over(desk, row, editor).state == RowState.APPLIED


def test_a_name_is_not_typed_where_no_register_is_read(team: RecommendationPage, desk: Client, editor: User) -> None:
    row = stored(book().add("Interventies", naam="Gloednieuw"), editor).rows.get(title="Gloednieuw")
    assert "Kennen we deze onder een andere naam?" not in shown(desk, row.plan)
    address = reverse("bronnen:answer", args=[row.plan_id, row.pk])
    assert desk.post(address, {"versie": row.version, "naam": "Stil Staan"}).status_code == 302


def test_what_is_not_in_the_workbook_is_said_as_it_is(team: RecommendationPage, desk: Client, editor: User) -> None:
    data = book().drop("Praktijkvoorbeelden").drop("Interventies").save()
    plan = read(receive_upload(kind="workbook", file_name="werkmap.xlsx", data=data, complete=True, by=editor, at=AT))
    gone = plan.rows.filter(row_class=RowClass.DISAPPEARED)
    page = shown(desk, plan)
    assert "Staat niet in het bestand." in page
    assert "in het register" not in page
    for row in gone:
        decide_row(row=row, version=row.version, decisions={"item": Decision(Choice.ACCEPT)}, by=editor, at=AT)
    asked_again = desk.get(reverse("bronnen:apply", args=[plan.pk])).content.decode()
    assert "rijen staan niet in het bestand" in " ".join(asked_again.replace("<b>", "").replace("</b>", "").split())
    assert "genoteerd" not in asked_again
