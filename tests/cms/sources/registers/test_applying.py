"""Of a register plan only what is safe is applied; the rest is listed, and nothing that is live changes."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from wagtail.models import ReferenceIndex

from cms.accounts.models import User
from cms.content.models import Intervention, InterventionLink
from cms.sources.apply import Applied
from cms.sources.plan import Answer, Plan, RowClass
from cms.sources.registers.applying import RegisterApplier
from cms.sources.safely import apply_plan
from cms.vetting.levels import Register
from cms.vetting.merging.merge import merge_interventions
from cms.vetting.models import Observation
from cms.vetting.observations import record_consultation
from tests.cms.sources.registers.files import RUST, plan_of
from tests.factories import content

pytestmark = pytest.mark.django_db

AT = datetime(2026, 1, 5, 12, tzinfo=UTC)
BETTER = "1400001;Rustig Leren;Goede aanwijzingen voor effectiviteit;05-06-2025;;;;Bureau Herrie;"


def apply(plan: Plan, by: User) -> Applied:
    return apply_plan(plan=plan, by=by, at=AT)


def test_a_new_record_becomes_a_draft_that_is_not_ready_with_its_observation(editor: User) -> None:
    applied = apply(plan_of(RUST), editor)
    assert (applied.created, applied.changed, applied.refused, applied.left) == (1, 0, (), ())
    intervention = Intervention.objects.get()
    assert (intervention.live, intervention.name, intervention.owner) == (False, "Rustig Leren", "Bureau Stilte")
    assert (intervention.age_from, intervention.age_to) == (Decimal(8), Decimal(12))
    assert intervention.themes == ["Rust"]
    assert intervention.latest_revision.user == editor
    seen = intervention.observations.get()
    assert (seen.register, seen.record, seen.raw_label, seen.level) == (
        "gezonde-school",
        "1400001",
        "Goed onderbouwd",
        "goed-onderbouwd",
    )
    assert (seen.recognised_on, seen.entered_by, seen.entered_at) == (date(2024, 3, 1), editor, AT)


def test_a_record_without_a_level_comes_in_so_that_it_is_known_next_year(editor: User) -> None:
    apply(plan_of("7;Stilte;;;;;;;"), editor)
    seen = Observation.objects.get()
    assert (seen.raw_label, seen.level, seen.recognised_on) == ("", "", None)


def test_a_second_run_says_all_unchanged_and_adds_nothing(editor: User) -> None:
    lines = (RUST, "7;Stilte;;;;;;;", ";Zonder Nummer;Niet erkend;;ja;-9 maanden tot twee jaar;;;https://a.example/x")
    apply(plan_of(*lines), editor)
    again = plan_of(*lines, complete=True)
    assert [row.row_class for row in again.rows] == [RowClass.UNCHANGED] * 3
    assert apply(again, editor) == Applied(0, 0, (), (), consulted=3)
    assert Observation.objects.count() == 3
    assert {seen.consultations.get().source for seen in Observation.objects.all()} == {again.source}


def test_a_new_fact_is_one_more_observation_and_described_values_wait_for_a_person(editor: User) -> None:
    intervention = content.intervention(owner="Bureau Stilte")
    content.observation(intervention)
    applied = apply(plan_of(BETTER), editor)
    assert (applied.created, applied.changed) == (0, 1)
    assert [left.message for left in applied.left] == ["Rij 2: beslis over eigenaar."]
    assert [seen.level for seen in intervention.observations.order_by("pk")] == [
        "goed-onderbouwd",
        "goede-aanwijzingen",
    ]
    intervention.refresh_from_db()
    assert (intervention.owner, intervention.latest_revision, intervention.live) == ("Bureau Stilte", None, True)


def test_ambiguous_wrong_and_disappeared_rows_are_listed_and_the_others_go_on(editor: User) -> None:
    content.intervention("Stille Dagen")
    content.observation(content.intervention("Gone"), record="99")
    plan = plan_of(RUST, "7;Stille dagen;;;;;;;", "8;Fout;Heel goed;;;;;;", complete=True)
    applied = apply(plan, editor)
    assert applied.created == 1
    assert [left.key for left in applied.left] == ["7", "8", "99"]
    assert Observation.objects.count() == 2


def test_tailored_texts_are_never_touched(editor: User) -> None:
    intervention = content.intervention()
    content.observation(intervention)
    content.recommendation(content.domain(), interventions={intervention: "<p>Eigen woorden.</p>"})
    before = list(InterventionLink.objects.values())
    apply(plan_of(BETTER), editor)
    assert list(InterventionLink.objects.values()) == before


def test_a_row_whose_record_or_intervention_moved_is_refused_and_the_others_go_on(editor: User) -> None:
    intervention = content.intervention()
    content.observation(intervention)
    plan = plan_of(BETTER, "7;Stilte;;;;;;;")
    intervention.owner = "Iemand anders"
    intervention.save_revision()
    applied = apply(plan, editor)
    assert (applied.created, applied.changed) == (1, 0)
    (refusal,) = applied.refused
    assert "gewijzigd sinds dit plan is gemaakt" in refusal.message
    assert intervention.observations.count() == 1


def test_an_observation_entered_since_the_plan_refuses_the_row(editor: User) -> None:
    intervention = content.intervention()
    content.observation(intervention)
    plan = plan_of(BETTER)
    content.observation(intervention, "Niet erkend", date(2025, 7, 1))
    assert len(apply(plan, editor).refused) == 1


def test_a_plan_made_before_a_merge_is_refused_for_what_was_merged_and_the_others_go_on(editor: User) -> None:
    gone, kept = content.intervention(), content.intervention()  # alike in every field that a plan compares
    content.observation(gone)
    plan = plan_of(BETTER, "7;Stilte;;;;;;;")
    merge_interventions(kept=kept, gone=gone, reason="Dezelfde.", by=editor, at=AT)
    applied = apply(plan, editor)
    assert (applied.created, applied.changed) == (1, 0)
    (refusal,) = applied.refused
    assert "is verwijderd of samengevoegd. Maak een nieuw plan." in refusal.message


def test_applying_one_plan_twice_makes_nothing_twice(editor: User) -> None:
    plan = plan_of(RUST)
    apply(plan, editor)
    (refusal,) = apply(plan, editor).refused
    assert "is er intussen al" in refusal.message
    assert Intervention.objects.count() == 1


def test_a_row_that_the_database_refuses_leaves_nothing_half_made(editor: User) -> None:
    plan = plan_of(RUST, "7;Stilte;;;;;;;")
    plan.rows[0].observation["url"] = "https://a.example/" + "x" * 1000
    applied = apply(plan, editor)
    assert (applied.created, len(applied.refused)) == (1, 1)
    assert [intervention.name for intervention in Intervention.objects.all()] == ["Stilte"]


def test_the_reference_index_is_right_after(editor: User) -> None:
    apply(plan_of(RUST), editor)
    assert not ReferenceIndex.get_references_for_object(Intervention.objects.get()).exists()


def test_a_known_record_that_asks_for_another_name_only_is_noted_as_found(editor: User) -> None:
    apply(plan_of(RUST), editor)
    seen = Observation.objects.get()
    record_consultation(observation=seen, by=editor, at=AT, found=False)
    (row,) = plan_of(RUST.replace("Bureau Stilte", "Bureau Herrie")).rows
    assert set(row.fields) == {"owner"}
    applier = RegisterApplier(register=Register.GEZONDE_SCHOOL, source="a" * 64, by=editor, at=AT)
    applier.apply(row, Answer({"owner": "Bureau Herrie"}))
    assert [one.found for one in seen.consultations.order_by("pk")] == [False, True]


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("1400001;Rustig Leren;Goed onderbouwd;01-03-2024;ja;;;;", True),
        ("1400001;Rustig Leren;;;ja;;;;", True),
        ("1400001;Rustig Leren;Goed onderbouwd;01-09-2024;;;;;", False),
        ("1400001;Rustig Leren;Sterke aanwijzingen;01-03-2024;;;;;", False),
    ],
)
def test_a_reservation_stays_while_level_and_date_do(editor: User, line: str, stays: bool) -> None:
    intervention = content.intervention()
    content.observation(intervention, is_conditional=True)
    apply(plan_of(line), editor)
    assert [seen.is_conditional for seen in intervention.observations.order_by("pk")] == [True, stays]
