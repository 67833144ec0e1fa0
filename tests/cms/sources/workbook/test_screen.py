"""The plan of a workbook in a browser: what could mean two things is asked there, and the answer is taken."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import RecommendationPage
from cms.sources.models import ImportPlan, PlanRow
from cms.sources.plan import RowClass
from cms.sources.uploading import receive_upload
from tests.cms.sources.deciding.plans import AT, read
from tests.cms.sources.workbook.filling import Book, book
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
