"""A register plan says what is new, what changed and what has to be asked, and writes nothing."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.sources.plan import RowClass
from cms.sources.registers.applying import safe_answer
from cms.vetting.levels import Register
from cms.vetting.merging.merge import merge_interventions
from tests.cms.sources.registers.files import RUST, changes, plan_of, row_of
from tests.factories import content
from tests.factories.people import person

pytestmark = pytest.mark.django_db

SAME = "1400001;Rustig Leren;Goed onderbouwd;01-03-2024;;;;;"


def test_a_record_that_nobody_knows_is_new_with_all_that_the_row_says() -> None:
    row = row_of(RUST)
    assert (row.row_class, row.key, row.line, row.item, row.base) == (RowClass.NEW, "1400001", 2, "", "")
    assert changes(row) == {
        "name": (None, "Rustig Leren"),
        "level": (None, "goed-onderbouwd"),
        "raw_label": (None, "Goed onderbouwd"),
        "recognised_on": (None, "2024-03-01"),
        "in_reassessment": (None, False),
        "owner": (None, "Bureau Stilte"),
        "age_from": (None, "8"),
        "age_to": (None, "12"),
        "themes": (None, "Rust"),
    }


def test_making_a_plan_writes_nothing_and_asks_as_much_for_many_rows_as_for_one() -> None:
    content.observation(content.intervention())
    asked = []
    for count in (1, 40):
        with CaptureQueriesContext(connection) as queries:
            plan_of(RUST, *(f"{place};Naam {place};;;;;;;" for place in range(count)), complete=True)
        asked.append(len(queries))
        asking = ("SELECT", "DECLARE")  # PostgreSQL reads through a cursor that is declared
        assert all(query["sql"].lstrip().upper().startswith(asking) for query in queries)
    assert asked[0] == asked[1] > 0


def test_a_record_with_the_same_facts_is_unchanged_however_its_label_is_spelled() -> None:
    content.observation(content.intervention())
    assert row_of(SAME).row_class is RowClass.UNCHANGED
    assert row_of(SAME.replace("Goed onderbouwd", "theoretisch goed onderbouwd")).row_class is RowClass.UNCHANGED
    assert row_of("1400001;Rustig Leren;;;;;;;").row_class is RowClass.UNCHANGED


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "1400001;Rustig Leren;Goede aanwijzingen voor effectiviteit;05-06-2025;;;;;",
            {
                "level": ("goed-onderbouwd", "goede-aanwijzingen"),
                "raw_label": ("Goed onderbouwd", "Goede aanwijzingen voor effectiviteit"),
                "recognised_on": ("2024-03-01", "2025-06-05"),
            },
        ),
        ("1400001;Rustig Leren;goed onderbouwd;05-06-2025;;;;;", {"recognised_on": ("2024-03-01", "2025-06-05")}),
        ("1400001;Rustig Leren;Goed onderbouwd;;ja;;;;", {"in_reassessment": (False, True)}),
        (
            "1400001;Rustig Leren;Niet erkend;;;;;;",
            {
                "level": ("goed-onderbouwd", "niet-erkend"),
                "raw_label": ("Goed onderbouwd", "Niet erkend"),
                "recognised_on": ("2024-03-01", ""),
            },
        ),
    ],
)
def test_a_fact_that_differs_is_a_change_with_old_and_new(
    line: str, expected: dict[str, tuple[object, object]]
) -> None:
    intervention = content.intervention()
    content.observation(intervention, url="")
    row = row_of(line)
    assert (row.row_class, row.item) == (RowClass.CHANGED, str(intervention.uid))
    assert changes(row) == expected
    assert row.observation["url"] == ""


def test_described_values_are_proposed_against_the_latest_draft_and_lists_only_grow() -> None:
    intervention = content.intervention(themes=["Slaap", "rust"], age_from=8, age_to=12)
    intervention.owner = "Bureau Herrie"
    intervention.save_revision()
    content.observation(intervention, url="")
    row = row_of(RUST.replace(";Rust;", ";Rust, Stilte;").replace("8-12", "8-14"))
    assert changes(row) == {
        "owner": ("Bureau Herrie", "Bureau Stilte"),
        "age_to": ("12", "14"),
        "themes": ("Slaap, rust", "Slaap, rust, Stilte"),
    }
    assert row.observation == {}


def test_an_older_event_is_told_once_and_never_counts_as_a_step_back() -> None:
    intervention = content.intervention()
    content.observation(intervention, url="")
    older = SAME.replace("2024", "2019")
    assert changes(row_of(older)) == {"recognised_on": ("2024-03-01", "2019-03-01")}
    content.observation(intervention, on=date(2019, 3, 1))
    assert row_of(older).row_class is RowClass.UNCHANGED
    assert row_of(SAME).row_class is RowClass.UNCHANGED


def test_an_observation_that_was_taken_back_is_not_known() -> None:
    content.observation(content.intervention("Iets anders"), retracted_at="2025-01-01T00:00Z", retraction_reason="fout")
    assert row_of(RUST).row_class is RowClass.NEW


@pytest.mark.parametrize("known", ["Rustig Leren", "rustig leren", "Rustig-leren"])
def test_a_name_that_is_known_is_a_suggestion_with_its_reason_and_never_a_guess(known: str) -> None:
    intervention = content.intervention(known)
    row = row_of(RUST)
    assert row.row_class is RowClass.AMBIGUOUS
    (candidate,) = row.candidates
    assert (candidate.item, candidate.name) == (str(intervention.uid), known)
    assert candidate.reason == "de naam is dezelfde"
    assert "Zeg welke interventie het is" in row.problems[0]


def test_the_answer_given_as_an_observation_is_remembered() -> None:
    intervention = content.intervention("rustig leren")
    content.observation(intervention)
    row = row_of(SAME)
    assert (row.item, row.candidates) == (str(intervention.uid), ())


def test_a_record_of_a_merged_intervention_is_that_of_the_one_it_is_now() -> None:
    kept, gone = content.intervention("Rustig Leren"), content.intervention("Rustig leren VO")
    content.observation(gone)
    merge_interventions(kept=kept, gone=gone, reason="Dezelfde.", by=person("redacteur"), at=timezone.now())
    row = row_of(SAME)
    assert (row.row_class, row.item) == (RowClass.UNCHANGED, str(kept.uid))


def test_the_name_of_a_merged_intervention_suggests_the_one_it_is_now() -> None:
    kept, gone = content.intervention("Samen Stil"), content.intervention("Rustig Leren")
    merge_interventions(kept=kept, gone=gone, reason="Dezelfde.", by=person("redacteur"), at=timezone.now())
    row = row_of(RUST)
    assert row.row_class is RowClass.AMBIGUOUS
    (candidate,) = row.candidates
    assert (candidate.item, candidate.name) == (str(kept.uid), "Samen Stil")
    assert candidate.reason == "zo heette een interventie die hiermee is samengevoegd"


def test_an_nji_record_is_known_by_its_slug_wherever_its_page_moved() -> None:
    intervention = content.intervention()
    content.observation(intervention, register=Register.NJI, record="Rustig-Leren.html", url="")
    line = ";Heel anders;Goed onderbouwd;01-03-2024;;;;;https://nji.example/niet-erkend/rustig-leren"
    row = row_of(line, kind="nji")
    assert changes(row) == {
        "name": ("Rustig Leren", "Heel anders"),
        "url": ("", "https://nji.example/niet-erkend/rustig-leren"),
    }


def test_a_record_of_the_other_register_is_another_record() -> None:
    content.observation(content.intervention("Iets anders"), register=Register.NJI, record="1400001")
    assert row_of(RUST).row_class is RowClass.NEW


def test_doubles_in_a_file_are_asked_about() -> None:
    plan = plan_of(RUST, RUST, "7;Stilte;;;;;;;", "8;stilte;;;;;;;", "9;Stilte+;;;;;;;")
    assert [row.row_class for row in plan.rows] == [RowClass.AMBIGUOUS] * 4 + [RowClass.NEW]
    assert "rijen 2, 3 hebben hetzelfde kenmerk" in plan.rows[0].problems[0]
    assert "rijen 4, 5 hebben dezelfde naam" in plan.rows[3].problems[0]


def test_a_record_entered_for_two_interventions_or_for_one_that_is_gone_is_asked_about() -> None:
    content.observation(content.intervention("Een"))
    other = content.intervention("Twee")
    content.observation(other)
    row = row_of(SAME)
    assert (row.row_class, [candidate.name for candidate in row.candidates]) == (RowClass.AMBIGUOUS, ["Een", "Twee"])
    content.observation(content.intervention("Drie"), record="7")
    type(other).objects.filter(name="Drie").delete()
    assert row_of("7;Drie;Goed onderbouwd;01-03-2024;;;;;").row_class is RowClass.AMBIGUOUS


@pytest.mark.parametrize(
    ("line", "row_class", "words"),
    [
        ("1400001;Rustig Leren;Goed onderbouwd;april 2025;;;;;", RowClass.AMBIGUOUS, "niet op de dag precies"),
        (
            "1400001;Rustig Leren;;05-06-2025;;;;;",
            RowClass.AMBIGUOUS,
            "een andere datum dan wij kennen, maar geen niveau",
        ),
        ("1400001;Rustig Leren;Heel goed;05-06-2025;;;;;", RowClass.ERROR, "'Heel goed' is geen bekend"),
        ("1400001;Rustig Leren;Heel goed;april 2025;;;;;", RowClass.ERROR, "'Heel goed' is geen bekend"),
    ],
)
def test_a_row_with_a_question_or_a_fault_is_never_safe(line: str, row_class: RowClass, words: str) -> None:
    content.observation(content.intervention())
    row = row_of(line)
    assert (row.row_class, safe_answer(row)) == (row_class, None)
    assert words in " ".join(row.problems)


def test_a_record_disappears_only_from_a_whole_register() -> None:
    content.observation(content.intervention())
    content.observation(content.intervention("Stille Dagen"), register=Register.NJI, record="stille-dagen")
    other = "7;Iets anders;;;;;;;"
    assert plan_of(other).counts["disappeared"] == 0
    (gone,) = plan_of(other, complete=True).of_class(RowClass.DISAPPEARED)
    assert gone.key == "1400001"
    assert changes(gone) == {
        "name": ("Rustig Leren", ""),
        "level": ("goed-onderbouwd", ""),
        "raw_label": ("Goed onderbouwd", ""),
        "recognised_on": ("2024-03-01", ""),
    }


def test_a_wrong_row_does_not_make_its_record_disappear() -> None:
    content.observation(content.intervention())
    assert plan_of("1400001;Rustig Leren;Heel goed;;;;;;", complete=True).counts["disappeared"] == 0
