"""An editor decides on a plan, and exactly that is applied."""

from datetime import date

import pytest

from cms.accounts.models import User
from cms.content.models import Intervention
from cms.sources.deciding.decide import accept_safe_rows, answer_row
from cms.sources.errors import DecisionError, WrongEditError
from cms.sources.models import ImportPlan, PlanRow, RowState, Stage, Upload
from cms.sources.registers.answering import NEW_ITEM
from cms.sources.screens.row_filters import count_rows
from cms.vetting.models import Consultation, Observation
from tests.cms.sources.deciding.plans import AT, apply, decide, stored_plan
from tests.cms.sources.registers.files import RUST
from tests.factories import content

pytestmark = pytest.mark.django_db

BETTER = "1400001;Rustig Leren;Goede aanwijzingen voor effectiviteit;05-06-2025;;;;Bureau Herrie;"
SAME = "1400001;Rustig Leren;Goed onderbouwd;01-03-2024;;;;;"


def only(plan: ImportPlan) -> PlanRow:
    return PlanRow.objects.get(plan=plan)


def known_intervention() -> Intervention:
    intervention = content.intervention(owner="Bureau Stilte")
    content.observation(intervention)
    return intervention


def test_a_plan_waits_for_decisions_and_has_written_nothing(editor: User) -> None:
    plan = stored_plan(RUST, by=editor)
    row = only(plan)
    assert (plan.stage, row.state, row.is_safe, row.title) == (Stage.OPEN, RowState.OPEN, True, "Rustig Leren")
    assert not Intervention.objects.exists()
    assert not Upload.objects.exists()


def test_a_new_record_that_is_accepted_becomes_a_draft_with_its_observation(editor: User) -> None:
    plan = stored_plan(RUST, by=editor)
    assert accept_safe_rows(plan=plan, row_class="new", by=editor, at=AT) == 1
    plan = apply(plan, editor)
    row, intervention = only(plan), Intervention.objects.get()
    assert (plan.stage, row.state, row.item) == (Stage.OPEN, RowState.APPLIED, str(intervention.uid))
    assert (intervention.live, intervention.owner) == (False, "Bureau Stilte")
    assert intervention.observations.get().source == plan.source


def test_each_field_is_accepted_rejected_edited_or_left_for_later(editor: User) -> None:
    known_intervention()
    plan = stored_plan(BETTER, by=editor)
    row = decide(only(plan), editor, observation="accept")
    assert row.state == RowState.OPEN
    row = decide(row, editor, owner="later")
    assert row.state == RowState.OPEN
    row = decide(row, editor, owner=("accept", {"owner": "Bureau Herrie en Stilte"}))
    assert row.state == RowState.DECIDED
    apply(plan, editor)
    held = Intervention.objects.get()
    assert held.get_latest_revision_as_object().owner == "Bureau Herrie en Stilte"
    assert held.owner == "Bureau Stilte", "what is ready stays what it was"
    assert Observation.objects.latest("pk").recognised_on == date(2025, 6, 5)


def test_a_rejected_value_is_not_proposed_again_until_the_source_changes(editor: User) -> None:
    known_intervention()
    plan = stored_plan(BETTER, by=editor)
    decide(only(plan), editor, observation="accept", owner="reject")
    apply(plan, editor)
    again = only(stored_plan(BETTER, by=editor))
    assert (again.row_class, again.state) == ("unchanged", RowState.DECIDED)
    other = only(stored_plan(BETTER.replace("Herrie", "Geluid"), by=editor))
    assert [name for name, _ in other.changes()] == ["owner"]


def test_the_sources_value_is_not_proposed_again_where_the_editor_filled_in_another(editor: User) -> None:
    known_intervention()
    plan = stored_plan(BETTER, by=editor)
    decide(only(plan), editor, observation="accept", owner=("accept", {"owner": "Eigen woorden"}))
    apply(plan, editor)
    assert only(stored_plan(BETTER, by=editor)).row_class == "unchanged"


def test_a_record_that_is_rejected_is_not_asked_about_again(editor: User) -> None:
    plan = stored_plan(RUST, by=editor)
    decide(only(plan), editor, record="reject")
    apply(plan, editor)
    assert not Intervention.objects.exists()
    assert only(stored_plan(RUST, by=editor)).row_class == "unchanged"


def test_an_edited_value_that_does_not_fit_is_refused_and_nothing_is_decided(editor: User) -> None:
    plan = stored_plan(RUST, by=editor)
    with pytest.raises(WrongEditError, match=r"Leeftijd vanaf 'acht'.*Datum erkenning 'april 2016'"):
        decide(only(plan), editor, record=("accept", {"age_from": "acht", "recognised_on": "april 2016"}))
    assert only(plan).state == RowState.OPEN


def test_a_field_that_may_not_be_edited_is_refused(editor: User) -> None:
    plan = stored_plan(RUST, by=editor)
    with pytest.raises(DecisionError, match="niet worden aangepast"):
        decide(only(plan), editor, record=("accept", {"level": "sterke-aanwijzingen"}))


def test_two_editors_do_not_overwrite_each_other(editor: User) -> None:
    plan = stored_plan(RUST, by=editor)
    first, second = only(plan), only(plan)
    decide(first, editor, record="accept")
    with pytest.raises(DecisionError, match="Intussen heeft redacteur"):
        decide(second, editor, record="reject")
    assert only(plan).decisions["record"]["choice"] == "accept"


def test_a_name_that_could_be_ours_is_asked_about_and_the_answer_is_compared(editor: User) -> None:
    intervention = content.intervention("rustig leren", owner="Bureau Stilte")
    plan = stored_plan(RUST, by=editor)
    row = only(plan)
    assert (row.row_class, row.state, row.is_safe) == ("ambiguous", RowState.OPEN, False)
    row = answer_row(row=row, version=row.version, answer=str(intervention.uid), by=editor, at=AT)
    assert {name for name, _ in row.changes()} >= {"level", "recognised_on", "name"}
    assert "owner" not in dict(row.changes())
    row = decide(row, editor, observation="accept", name="reject", age_from="accept", age_to="accept", themes="accept")
    apply(plan, editor)
    assert Intervention.objects.count() == 1
    assert intervention.observations.get().record == "1400001"
    assert only(stored_plan(RUST, by=editor)).row_class == "unchanged", "the answer is remembered"


def test_a_name_that_is_like_ours_can_be_another_intervention(editor: User) -> None:
    content.intervention("rustig leren")
    plan = stored_plan(RUST, by=editor)
    row = only(plan)
    row = answer_row(row=row, version=row.version, answer=NEW_ITEM, by=editor, at=AT)
    decide(row, editor, record="accept")
    apply(plan, editor)
    assert Intervention.objects.count() == 2
    assert only(stored_plan(RUST, by=editor)).row_class == "unchanged", "the answer is remembered"


def test_an_inexact_date_waits_until_somebody_looked_up_the_day(editor: User) -> None:
    known_intervention()
    plan = stored_plan(SAME.replace("Goed onderbouwd;01-03-2024", "Sterke aanwijzingen;april 2025"), by=editor)
    row = only(plan)
    assert (row.row_class, row.is_safe) == ("ambiguous", False)
    decide(row, editor, observation=("accept", {"recognised_on": "04-04-2025"}))
    apply(plan, editor)
    assert Observation.objects.latest("pk").recognised_on == date(2025, 4, 4)


def test_reading_the_same_again_adds_a_consultation_and_no_fact(editor: User) -> None:
    known_intervention()
    plan = apply(stored_plan(SAME, by=editor), editor)
    (seen,) = Consultation.objects.all()
    assert (seen.source, seen.found, seen.consulted_by) == (plan.source, True, editor)
    assert Observation.objects.count() == 1


def test_a_record_that_disappeared_is_a_question_and_its_answer_is_noted(editor: User) -> None:
    known_intervention()
    plan = stored_plan("7;Iets anders;;;;;;;", by=editor, complete=True)
    gone = plan.rows.get(row_class="disappeared")
    assert (gone.state, gone.is_safe) == (RowState.OPEN, False)
    decide(gone, editor, record="accept")
    apply(plan, editor)
    assert [seen.found for seen in Consultation.objects.all()] == [False]
    assert Intervention.objects.get().live


def test_a_row_that_moved_is_refused_and_planned_anew_while_the_others_go_on(editor: User) -> None:
    intervention = known_intervention()
    plan = stored_plan(BETTER, "7;Stilte;;;;;;;", by=editor)
    decide(plan.rows.get(position=0), editor, observation="accept", owner="accept")
    accept_safe_rows(plan=plan, row_class="new", by=editor, at=AT)
    intervention.owner = "Bureau Overgenomen"
    intervention.save_revision()
    apply(plan, editor)
    moved, other = plan.rows.order_by("position")
    assert (moved.state, other.state) == (RowState.OPEN, RowState.APPLIED)
    assert "gewijzigd sinds dit plan" in moved.message
    assert moved.decisions == {}
    assert dict(moved.changes())["owner"].old == "Bureau Overgenomen"
    assert Observation.objects.filter(intervention=intervention).count() == 1


def test_what_is_applied_cannot_be_decided_again(editor: User) -> None:
    plan = stored_plan(RUST, by=editor)
    decide(only(plan), editor, record="accept")
    apply(plan, editor)
    with pytest.raises(DecisionError, match="is overgenomen"):
        decide(only(plan), editor, record="reject")


def test_a_wrong_row_cannot_be_decided_and_keeps_no_other_row_out(editor: User) -> None:
    plan = stored_plan("1;Fout;Heel goed;;;;;;", RUST, by=editor)
    wrong = plan.rows.get(row_class="error")
    assert wrong.state == RowState.NOTHING
    accept_safe_rows(plan=plan, row_class="new", by=editor, at=AT)
    apply(plan, editor)
    assert Intervention.objects.get().name == "Rustig Leren"


INEXACT = SAME.replace("01-03-2024", "maart 2024")


def test_a_question_about_a_known_record_that_changes_nothing_can_be_answered(editor: User) -> None:
    known_intervention()
    plan = stored_plan(INEXACT, by=editor)
    row = only(plan)
    assert (row.row_class, list(row.changes()), row.state) == ("ambiguous", [], RowState.OPEN)
    assert decide(row, editor, observation="accept").state == RowState.DECIDED
    apply(plan, editor)
    assert Observation.objects.count() == 1, "the file says nothing else than what we hold"
    assert Consultation.objects.get().found


def test_the_day_that_somebody_looked_up_for_such_a_record_is_a_new_fact(editor: User) -> None:
    known_intervention()
    plan = stored_plan(INEXACT, by=editor)
    decide(only(plan), editor, observation=("accept", {"recognised_on": "04-03-2024"}))
    apply(plan, editor)
    seen = Observation.objects.latest("pk")
    assert (seen.recognised_on, seen.raw_label) == (date(2024, 3, 4), "Goed onderbouwd")


def test_a_row_that_stands_in_the_file_twice_can_be_decided(editor: User) -> None:
    known_intervention()
    plan = stored_plan(SAME, SAME, by=editor)
    for row in plan.rows.all():
        assert decide(row, editor, observation="reject").state == RowState.DECIDED


def test_what_somebody_put_off_is_not_accepted_with_all_that_is_safe(editor: User) -> None:
    plan = stored_plan(RUST, "7;Stilte;;;;;;;", by=editor)
    later, other = plan.rows.order_by("position")
    decide(later, editor, record="later")
    assert [*plan.rows.safe()] == [other]
    assert count_rows(plan)["beslissen"] == count_rows(plan)["veilig-nieuw"] == 1

    assert accept_safe_rows(plan=plan, row_class="new", by=editor, at=AT) == 1

    later.refresh_from_db()
    assert (later.state, later.decisions["record"]["choice"]) == (RowState.OPEN, "later")
