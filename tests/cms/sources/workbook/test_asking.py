"""What could mean two things is asked, and the answer is followed."""

import pytest

from cms.accounts.models import User
from cms.content.models import Intervention, RecommendationPage
from cms.sources.plan import Answer, Change, Plan, Row, RowClass
from cms.sources.registers.answering import NEW_ITEM
from cms.sources.workbook import WorkbookApplier, answer_workbook_row, safe
from tests.cms.sources.workbook.filling import book, plan_of, touched
from tests.factories import content

pytestmark = pytest.mark.django_db


def said(row: Row, answer: str = NEW_ITEM) -> Row:
    """Return the row after a person answered."""
    answered = answer_workbook_row(row, answer)
    assert answered is not None
    return answered


def accepted(row: Row) -> Answer:
    return Answer({name: change.new for name, change in row.fields.items()})


def applier_of(plan: Plan, by: User) -> WorkbookApplier:
    return WorkbookApplier(by=by)


def test_a_new_row_with_a_name_that_exists_is_asked_about(team: RecommendationPage, editor: User) -> None:
    plan = plan_of(book().add("Interventies", naam="rustig léren", eigenaar="Ander"))
    (row,) = touched(plan)
    rust = Intervention.objects.get(name="Rustig Leren")
    assert (row.row_class, safe(row), [one.item for one in row.candidates]) == (
        RowClass.AMBIGUOUS,
        None,
        [str(rust.uid)],
    )
    answered = said(row, str(rust.uid))
    assert answered.fields == {
        "owner": Change("+31 Stichting Stil", "Ander"),
        "name": Change("Rustig Leren", "rustig léren"),
    }
    applier_of(plan, editor).apply(answered, accepted(answered))
    draft = Intervention.objects.get(pk=rust.pk).get_latest_revision_as_object()
    assert (draft.owner, draft.summary, Intervention.objects.count()) == ("Ander", rust.summary, 2)


def test_the_answer_may_be_that_it_is_new(team: RecommendationPage, editor: User) -> None:
    plan = plan_of(book().add("Interventies", naam="Rustig Leren"))
    (row,) = touched(plan)
    answered = said(row)
    assert (answered.row_class, answered.problems) == (RowClass.NEW, ())
    made = applier_of(plan, editor).apply(answered, accepted(answered))
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
    answered = said(row, f"{team.uid}/{twin.uid}")
    assert answered.row_class is RowClass.NEW
    page = applier_of(plan, editor).apply(answered, accepted(answered))
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
    for row in (said(new, str(rust.uid)), page):
        applier.apply(row, accepted(row))
    chosen = said(link, f"{page.key}/{new.key}")
    draft = applier.apply(chosen, accepted(chosen))
    assert [one.intervention_id for one in draft.intervention_links.all()] == [rust.pk]


def test_a_row_that_moved_is_compared_again(team: RecommendationPage, editor: User) -> None:
    filled = book().put("Interventies", "eigenaar", "Ander").put("Toelichtingen", "toelichting", "Kort.")
    plan = plan_of(filled.add("Interventies", naam="Nieuw"))
    rust = Intervention.objects.get(name="Rustig Leren")
    rust.owner = "Iemand anders"
    rust.save_revision()
    for row in touched(plan):
        again = said(row, "")
        assert (again.key, again.row_class, again.cells) == (row.key, row.row_class, row.cells)
        assert applier_of(plan, editor).apply(again, accepted(again)) is not None
    assert [said(row, "").row_class for row in touched(plan)] == [RowClass.UNCHANGED] * 3


def test_a_row_whose_item_came_back_or_is_gone_is_compared_again(team: RecommendationPage) -> None:
    (gone,) = touched(plan_of(book().drop("Interventies"), complete=True))
    (link,) = touched(plan_of(book().drop("Toelichtingen"), complete=True))
    assert (said(gone, "").row_class, said(link, "")) == (RowClass.DISAPPEARED, link)
    Intervention.objects.get(name="Rustig Leren").delete()
    assert answer_workbook_row(gone, "") is None
    assert answer_workbook_row(link, "") is None
