"""What could mean two things is asked, and the answer is followed."""

import pytest
from django.utils import timezone

from cms.accounts.models import User
from cms.content.models import Intervention, RecommendationPage
from cms.sources.plan import Answer, Plan, Row, RowClass
from cms.sources.workbook import WorkbookApplier, safe
from tests.cms.sources.workbook.filling import book, plan_of, touched
from tests.factories import content

pytestmark = pytest.mark.django_db


def accepted(row: Row, *, item: str = "") -> Answer:
    return Answer({name: change.new for name, change in row.fields.items()}, item=item)


def applier_of(plan: Plan, by: User) -> WorkbookApplier:
    return WorkbookApplier(by=by, at=timezone.now(), source=plan.source)


def test_a_new_row_with_a_name_that_exists_is_asked_about(team: RecommendationPage, editor: User) -> None:
    plan = plan_of(book().add("Interventies", naam="rustig léren", eigenaar="Ander"))
    (row,) = touched(plan)
    rust = Intervention.objects.get(name="Rustig Leren")
    assert (row.row_class, safe(row), [one.item for one in row.candidates]) == (
        RowClass.AMBIGUOUS,
        None,
        [str(rust.uid)],
    )
    applier_of(plan, editor).apply(row, accepted(row, item=str(rust.uid)))
    draft = Intervention.objects.get(pk=rust.pk).get_latest_revision_as_object()
    assert (draft.owner, draft.summary, Intervention.objects.count()) == ("Ander", rust.summary, 2)


def test_the_answer_may_be_that_it_is_new(team: RecommendationPage, editor: User) -> None:
    plan = plan_of(book().add("Interventies", naam="Rustig Leren"))
    (row,) = touched(plan)
    made = applier_of(plan, editor).apply(row, accepted(row))
    assert (made.live, Intervention.objects.filter(name="Rustig Leren").count()) == (False, 2)


def test_two_new_rows_with_one_name_are_asked_about(team: RecommendationPage) -> None:
    plan = plan_of(book().add("Interventies", naam="Nieuw").add("Interventies", naam="nieuw"))
    assert [row.row_class for row in touched(plan)] == [RowClass.AMBIGUOUS, RowClass.AMBIGUOUS]
    assert "rijen 4 en 5 hebben dezelfde naam" in touched(plan)[0].problems[0]


def test_a_link_by_a_name_that_two_have_is_asked_about(team: RecommendationPage, editor: User) -> None:
    twin = content.intervention("Stil staan")
    plan = plan_of(
        book().add("Toelichtingen", aanbeveling="Plan rust in de week", interventie="STIL STAAN", toelichting="Omdat.")
    )
    (row,) = touched(plan)
    assert (row.row_class, [one.name for one in row.candidates]) == (
        RowClass.AMBIGUOUS,
        ["Plan rust in de week – Stil Staan", "Plan rust in de week – Stil staan"],
    )
    page = applier_of(plan, editor).apply(row, accepted(row, item=f"{team.uid}/{twin.uid}"))
    texts = [(link.intervention.pk, link.tailored_text) for link in page.intervention_links.all()]
    assert texts[-1] == (twin.pk, "<p>Omdat.</p>")
    assert len(texts) == 3


def test_another_name_beside_an_old_mark_is_asked_about(team: RecommendationPage) -> None:
    (row,) = touched(plan_of(book().put("Toelichtingen", "interventie", "Stil Staan")))
    assert row.row_class is RowClass.AMBIGUOUS
    assert [one.name.split(" – ")[1] for one in row.candidates] == ["Rustig Leren", "Stil Staan"]


def test_a_link_to_an_item_renamed_in_the_same_workbook_stands(team: RecommendationPage) -> None:
    filled = book().put("Interventies", "naam", "Rustiger Leren").put("Toelichtingen", "interventie", "Rustiger Leren")
    assert [row.target for row in touched(plan_of(filled))] == ["intervention"]


def test_a_link_to_a_new_row_follows_the_answer_about_that_row(team: RecommendationPage, editor: User) -> None:
    filled = book().add("Interventies", naam="Rustig Leren", eigenaar="Ander")
    filled.add("Aanbevelingen", domein=2, titel="Begin", tekst="Zo.")
    filled.add("Toelichtingen", aanbeveling="Begin", interventie="Rustig Leren", toelichting="Omdat.")
    plan = plan_of(filled)
    new, page, link = touched(plan)
    rust = Intervention.objects.get(name="Rustig Leren")
    assert {one.item for one in link.candidates} == {f"{page.key}/{rust.uid}", f"{page.key}/{new.key}"}
    applier = applier_of(plan, editor)
    applier.apply(new, accepted(new, item=str(rust.uid)))
    applier.apply(page, accepted(page))
    draft = applier.apply(link, accepted(link, item=f"{page.key}/{new.key}"))
    assert [one.intervention_id for one in draft.intervention_links.all()] == [rust.pk]
