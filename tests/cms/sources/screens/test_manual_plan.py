"""A plan of the manual on the same screen: other kinds of content, rich text, safe drafts."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.accounts.models import User
from cms.content.models import Text
from cms.sources.contents import answer_content
from cms.sources.deciding.states import state_of
from cms.sources.models import ImportPlan, RowState
from cms.sources.plan import RowClass
from cms.sources.registry import KINDS
from cms.sources.uploading import receive_upload
from tests.cms.sources.deciding.plans import AT, apply, read

pytestmark = pytest.mark.django_db


def plan_of(manual: str, by: User) -> ImportPlan:
    data = manual.encode()
    return read(receive_upload(kind="handleiding", file_name="handleiding.md", data=data, complete=True, by=by, at=AT))


def shown(client: Client, plan: ImportPlan, **query: str) -> str:
    return str(client.get(reverse("bronnen:plan", args=[plan.pk]), query).content.decode())


def test_new_texts_are_safe_and_taken_over_in_one_action(desk: Client, editor: User, manual: str) -> None:
    plan = plan_of(manual, editor)
    assert "opmerkingen bij het lezen" in shown(desk, plan)
    assert "Nog te schrijven: de tekst bij score 1" in shown(desk, plan)
    assert "data-row-form" in shown(desk, plan, toon="veilig-nieuw")
    desk.post(reverse("bronnen:accept", args=[plan.pk]), {"soort": "new"})
    assert "Alles is beslist." in shown(desk, plan)
    apply(plan, editor)
    assert "Bekijk het concept" in shown(desk, plan, toon="overgenomen")


def test_a_changed_text_is_shown_without_its_tags(desk: Client, editor: User, manual: str) -> None:
    plan = plan_of(manual, editor)
    desk.post(reverse("bronnen:accept", args=[plan.pk]), {"soort": "new"})
    apply(plan, editor)
    text = Text.objects.order_by("pk")[0]
    text.body = "<p>Iets <b>heel</b> anders.</p>"
    text.save_revision()
    page = shown(desk, plan_of(manual, editor), toon="alles", soort="changed")
    assert "Alle 1" not in page
    assert "Het ene gewijzigde onderdeel overnemen" in " ".join(page.split())
    assert "Veilig: gewijzigd" in page
    assert "&lt;p&gt;" not in page
    assert "heel" in page


def test_a_row_whose_item_became_what_the_source_says_has_nothing_to_decide(
    desk: Client, editor: User, manual: str
) -> None:
    plan = plan_of(manual, editor)
    desk.post(reverse("bronnen:accept", args=[plan.pk]), {"soort": "new"})
    apply(plan, editor)
    text = Text.objects.order_by("pk")[0]
    said = text.body
    text.body = "<p>Iets anders.</p>"
    text.save_revision()
    row = plan_of(manual, editor).rows.get(row_class=RowClass.CHANGED)
    text.body = said
    text.save_revision()
    again = answer_content(row.content, "")
    assert again is not None
    assert (again.row_class, again.fields) == (RowClass.UNCHANGED, {})
    assert state_of(KINDS["handleiding"], again, {}) == RowState.NOTHING
