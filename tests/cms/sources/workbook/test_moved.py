"""A row is applied to what the plan saw, or refused."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from cms.accounts.models import User
from cms.content.models import Intervention, InterventionLink, RecommendationPage
from cms.sources.apply import RefusedRowError
from cms.sources.errors import MovedRowError, RefusedPlanError
from cms.sources.plan import Answer, Plan, Row
from cms.sources.workbook import WorkbookApplier, safe
from tests.cms.sources.workbook.filling import apply_safe, book, plan_of, touched
from tests.factories import content

pytestmark = pytest.mark.django_db


def apply_one(plan: Plan, by: User, row: Row | None = None) -> object:
    chosen = row or touched(plan)[0]
    answer = safe(chosen)
    assert answer is not None
    return WorkbookApplier(by=by).apply(chosen, answer)


def test_an_item_changed_since_the_plan_is_refused(team: RecommendationPage, editor: User) -> None:
    plan = plan_of(book().put("Interventies", "eigenaar", "Ander"))
    rust = Intervention.objects.get(name="Rustig Leren")
    rust.regions = ["Drenthe"]
    rust.save_revision()
    with pytest.raises(MovedRowError, match="Interventie 'Rustig Leren' is gewijzigd sinds dit plan"):
        apply_one(plan, editor)
    assert Intervention.objects.get(pk=rust.pk).get_latest_revision_as_object().owner == "+31 Stichting Stil"


def test_a_text_saved_again_in_the_editor_is_no_change(team: RecommendationPage, editor: User) -> None:
    plan = plan_of(book().put("Interventies", "eigenaar", "Ander"))
    rust = Intervention.objects.get(name="Rustig Leren")
    rust.summary = rust.summary.replace("a1", "b2")
    rust.save_revision()
    apply_one(plan, editor)
    assert Intervention.objects.get(pk=rust.pk).get_latest_revision_as_object().owner == "Ander"


def test_a_link_changed_since_the_plan_is_refused_and_one_beside_it_is_not(
    team: RecommendationPage, editor: User
) -> None:
    filled = book().put("Toelichtingen", "toelichting", "Een.").put("Toelichtingen", "toelichting", "Twee.", row=2)
    plan = plan_of(filled)
    link = team.intervention_links.all()[0]
    link.tailored_text = "<p>Intussen anders.</p>"
    team.intervention_links.add(link)
    team.save_revision()
    first, second = touched(plan)
    with pytest.raises(MovedRowError, match="is gewijzigd sinds dit plan"):
        apply_one(plan, editor, first)
    apply_one(plan, editor, second)
    draft = RecommendationPage.objects.get().get_latest_revision_as_object()
    assert [one.tailored_text for one in draft.intervention_links.all()] == ["<p>Intussen anders.</p>", "<p>Twee.</p>"]


def test_an_item_or_an_end_of_a_link_that_is_gone_is_refused(team: RecommendationPage, editor: User) -> None:
    plan = plan_of(book().put("Interventies", "eigenaar", "Ander").put("Toelichtingen", "toelichting", "Een."))
    Intervention.objects.get(name="Rustig Leren").delete()
    for row in touched(plan):
        with pytest.raises(MovedRowError, match="intussen verwijderd"):
            apply_one(plan, editor, row)


def test_a_link_to_a_new_item_that_was_not_taken_over_is_refused(team: RecommendationPage, editor: User) -> None:
    filled = book().add("Interventies", naam="Nieuw")
    filled.add("Toelichtingen", aanbeveling="Plan rust in de week", interventie="Nieuw", toelichting="Omdat.")
    plan = plan_of(filled)
    with pytest.raises(MovedRowError, match="Neem eerst die rij over"):
        apply_one(plan, editor, touched(plan)[1])


def test_a_new_row_is_made_once(team: RecommendationPage, editor: User) -> None:
    filled = book().add("Interventies", naam="Nieuw").add("Aanbevelingen", domein=1, titel="Begin", tekst="Zo.")
    filled.add("Toelichtingen", aanbeveling="Begin", interventie="Nieuw", toelichting="Omdat.")
    plan = plan_of(filled)
    apply_safe(plan, editor)
    for row in touched(plan):
        with pytest.raises(MovedRowError, match="Maak een nieuw plan"), transaction.atomic():
            apply_one(plan, editor, row)
    assert (Intervention.objects.count(), RecommendationPage.objects.count()) == (3, 2)


def test_a_name_taken_since_the_plan_is_refused(team: RecommendationPage, editor: User) -> None:
    plan = plan_of(book().add("Interventies", naam="Nieuw"))
    content.intervention("nieuw")
    with pytest.raises(MovedRowError, match="'Nieuw' is intussen gemaakt"):
        apply_one(plan, editor)


def test_a_locked_item_is_refused(team: RecommendationPage, editor: User) -> None:
    plan = plan_of(book().put("Interventies", "eigenaar", "Ander").put("Toelichtingen", "toelichting", "Een."))
    other = User.objects.create(username="ander")
    Intervention.objects.update(locked=True, locked_by=other)
    RecommendationPage.objects.update(locked=True, locked_by=other)
    for row in touched(plan):
        with pytest.raises(RefusedRowError, match="is vergrendeld"):
            apply_one(plan, editor, row)


def test_only_what_was_accepted_is_written_and_as_it_was_edited(team: RecommendationPage, editor: User) -> None:
    filled = book().put("Interventies", "eigenaar", "Ander").put("Interventies", "naam", "X")
    plan = plan_of(filled.put("Interventies", "samenvatting", "Kort.").put("Interventies", "leeftijd vanaf", 3))
    applier = WorkbookApplier(by=editor)
    edited = {"summary": '<p onclick="x">Nog <script>k</script><b>korter</b>.</p>', "age_from": "2,5", "themes": "a, b"}
    draft = applier.apply(touched(plan)[0], Answer(dict(edited)))
    assert draft.summary == "<p>Nog k<b>korter</b>.</p>"
    assert (draft.name, draft.owner, str(draft.age_from), draft.themes) == (
        "Rustig Leren",
        "+31 Stichting Stil",
        "2.5",
        ["a", "b"],
    )
    assert applier.apply(touched(plan)[0], Answer({})) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("name", "x" * 256), ("age_from", "oud"), ("age_from", "99"), ("sectors", "hvo"), ("url", "x")],
)
def test_an_edited_value_that_does_not_fit_is_refused(
    team: RecommendationPage, editor: User, field: str, value: str
) -> None:
    plan = plan_of(book().put("Interventies", "eigenaar", "Ander"))
    applier = WorkbookApplier(by=editor)
    with pytest.raises(ValidationError):
        applier.apply(touched(plan)[0], Answer({field: value}))


def test_a_wrong_row_is_never_applied(team: RecommendationPage, editor: User) -> None:
    plan = plan_of(book().put("Interventies", "webadres", "x"))
    with pytest.raises(RefusedPlanError):
        WorkbookApplier(by=editor).apply(touched(plan)[0], Answer({"url": "x"}))


def test_a_source_keeps_its_identity_when_its_line_changes(team: RecommendationPage, editor: User) -> None:
    before = {source.text: source.uid for source in team.substantiations.all()}
    lines = "Nieuw rapport\nRapport Stilte | https://s.example\nOnderzoek naar rust (2024) | https://bron.example/1"
    plan = plan_of(book().put("Aanbevelingen", "onderbouwing", lines))
    apply_one(plan, editor)
    draft = RecommendationPage.objects.get().get_latest_revision_as_object()
    after = {source.text: source.uid for source in draft.substantiations.all()}
    assert [source.text for source in draft.substantiations.all()] == [
        line.split(" | ")[0] for line in lines.split("\n")
    ]
    assert after["Onderzoek naar rust (2024)"] == before["Onderzoek naar rust (2024)"]
    assert after["Rapport Stilte"] == before["Rapport Stilte"]
    assert after["Nieuw rapport"] not in before.values()


def test_a_new_link_comes_last(team: RecommendationPage, editor: User) -> None:
    content.intervention("Derde")
    filled = book().add("Toelichtingen", aanbeveling="Plan rust in de week", interventie="Derde", toelichting="Omdat.")
    apply_one(plan_of(filled), editor)
    draft = RecommendationPage.objects.get().get_latest_revision_as_object()
    assert [(one.intervention.name, one.sort_order) for one in draft.intervention_links.all()][-1] == ("Derde", 2)
    assert InterventionLink.objects.count() == 2
