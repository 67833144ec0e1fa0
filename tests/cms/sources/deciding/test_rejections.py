"""What an editor did not want stays away for as long as the source says the same, and not a day longer."""

from datetime import date

import pytest

from cms.accounts.models import User
from cms.content.models import Intervention
from cms.sources.deciding.decide import answer_row
from cms.sources.models import ImportPlan, PlanRow, Rejection, RowState
from cms.sources.plan import RowClass
from cms.sources.registers.answering import NEW_ITEM
from cms.vetting.models import Consultation, Observation
from tests.cms.sources.deciding.plans import AT, apply, decide, stored_plan
from tests.cms.sources.registers.files import RUST
from tests.factories import content

pytestmark = pytest.mark.django_db

BETTER = "1400001;Rustig Leren;Goede aanwijzingen voor effectiviteit;05-06-2025;;;;Bureau Herrie;"
SAME = "1400001;Rustig Leren;Goed onderbouwd;01-03-2024;;;;;"
OTHER = "1400002;Klas in Balans;Goed onderbouwd;01-02-2025;;;;;"


@pytest.fixture
def known(db: None) -> Intervention:
    """Return an intervention with a recognition, of which a file may say something new."""
    intervention = content.intervention(owner="Bureau Stilte")
    content.observation(intervention)
    return intervention


def only(plan: ImportPlan) -> PlanRow:
    return PlanRow.objects.get(plan=plan)


def test_a_value_that_comes_back_after_another_one_is_proposed_again(known: Intervention, editor: User) -> None:
    plan = stored_plan(BETTER, by=editor)
    decide(only(plan), editor, observation="accept", owner="reject")
    apply(plan, editor)
    plan = stored_plan(BETTER.replace("Herrie", "Geluid"), by=editor)
    decide(only(plan), editor, owner="accept")
    apply(plan, editor)
    assert [name for name, _ in only(stored_plan(BETTER, by=editor)).changes()] == ["owner"]


def test_a_fact_that_was_rejected_is_asked_about_again_when_the_register_left_it_and_came_back(
    known: Intervention, editor: User
) -> None:
    plan = stored_plan(BETTER, by=editor)
    decide(only(plan), editor, observation="reject", owner="reject")
    apply(plan, editor)
    again = stored_plan(BETTER, by=editor)
    assert only(again).row_class == RowClass.UNCHANGED
    apply(again, editor)
    assert only(stored_plan(BETTER, by=editor)).row_class == RowClass.UNCHANGED, "as long as the register says so"
    apply(stored_plan(SAME, by=editor), editor)
    assert only(stored_plan(BETTER, by=editor)).row_class == RowClass.CHANGED


def test_a_disappearance_that_was_rejected_is_not_asked_again_nor_noted_as_found(
    known: Intervention, editor: User
) -> None:
    plan = stored_plan(OTHER, by=editor, complete=True)
    decide(plan.rows.get(row_class=RowClass.DISAPPEARED), editor, record="reject")
    apply(plan, editor)
    again = stored_plan(OTHER, by=editor, complete=True)
    assert [row.title for row in again.rows.all()] == ["Klas in Balans"]
    decide(again.rows.get(), editor, record="accept")
    apply(again, editor)
    assert not Consultation.objects.filter(observation__intervention=known).exists()


def test_a_record_that_came_back_and_disappears_again_is_asked_about(known: Intervention, editor: User) -> None:
    plan = stored_plan(OTHER, by=editor, complete=True)
    decide(plan.rows.get(row_class=RowClass.DISAPPEARED), editor, record="reject")
    apply(plan, editor)
    apply(stored_plan(SAME, OTHER, by=editor, complete=True), editor)
    assert stored_plan(OTHER, by=editor, complete=True).rows.filter(row_class=RowClass.DISAPPEARED).exists()


def test_a_record_that_is_none_of_ours_and_not_wanted_is_not_asked_about_again(editor: User) -> None:
    content.intervention("Rustig Leren")
    plan = stored_plan(RUST, by=editor)
    row = answer_row(row=only(plan), version=0, answer=NEW_ITEM, by=editor, at=AT)
    decide(row, editor, record="reject")
    apply(plan, editor)
    again = only(stored_plan(RUST, by=editor))
    assert (again.row_class, again.state) == (RowClass.UNCHANGED, RowState.DECIDED)


def test_a_rejection_in_a_row_that_moved_does_not_count(known: Intervention, editor: User) -> None:
    plan = stored_plan(BETTER, by=editor)
    decide(only(plan), editor, observation="accept", owner="reject")
    content.observation(known, on=date(2025, 1, 1))
    apply(plan, editor)
    assert only(plan).state == RowState.OPEN
    assert not Rejection.objects.exists()


def test_a_known_record_is_not_given_to_a_second_intervention(known: Intervention, editor: User) -> None:
    other = content.intervention("Iets heel anders")
    plan = stored_plan(BETTER, by=editor)
    row = answer_row(row=only(plan), version=0, answer=str(other.uid), by=editor, at=AT)
    decide(row, editor, observation="accept", owner="accept")
    apply(plan, editor)
    assert set(Observation.objects.values_list("intervention", flat=True)) == {known.pk}
