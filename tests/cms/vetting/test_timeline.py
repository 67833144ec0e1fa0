"""What the screens say about recognitions on a day."""

from datetime import date
from typing import Any

import pytest

from cms.vetting.levels import Register
from cms.vetting.models import Observation
from cms.vetting.recognised import interventions_recognised
from cms.vetting.terms import reassessment_due
from cms.vetting.timeline import summary, timeline
from tests.factories import content
from tests.factories.people import person

TODAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("recognised_on", "due"),
    [
        (date(2021, 3, 1), date(2026, 3, 1)),
        (date(2020, 2, 29), date(2025, 2, 28)),
        (date(2019, 2, 28), date(2024, 2, 28)),
        (date(2021, 12, 31), date(2026, 12, 31)),
    ],
)
def test_a_recognition_is_assessed_again_after_five_years(recognised_on: date, due: date) -> None:
    assert reassessment_due(register=Register.NJI, recognised_on=recognised_on) == due


@pytest.mark.django_db
def test_each_record_shows_its_moments_newest_first_and_one_of_them_counts() -> None:
    item = content.intervention()
    old = content.observation(item, "Goed onderbouwd", date(2017, 3, 1))
    new = content.observation(item, "Eerste aanwijzingen voor effectiviteit", date(2024, 3, 1))
    later = content.observation(item, "Effectief volgens sterke aanwijzingen", date(2027, 1, 1))

    (record,) = timeline(Observation.objects.all(), TODAY)

    assert [moment.observation for moment in record.moments] == [later, new, old]
    assert [moment.counts for moment in record.moments] == [False, True, False]
    assert [moment.after for moment in record.moments] == [True, False, False]


@pytest.mark.django_db
def test_a_passed_term_is_shown_and_still_counts() -> None:
    content.observation(content.intervention(), "Goed onderbouwd", date(2020, 1, 1))

    (record,) = timeline(Observation.objects.all(), TODAY)

    assert (record.moments[0].counts, record.moments[0].passed, record.moments[0].due) == (True, True, date(2025, 1, 1))


@pytest.mark.django_db
def test_a_retracted_observation_is_shown_and_does_not_count() -> None:
    item = content.intervention()
    fields: dict[str, Any] = {
        "retracted_at": "2026-01-01T00:00Z",
        "retracted_by": person(),
        "retraction_reason": "Verkeerd.",
    }
    content.observation(item, "Goed onderbouwd", date(2024, 1, 1), **fields)

    (record,) = timeline(Observation.objects.all(), TODAY)

    assert [moment.counts for moment in record.moments] == [False]


@pytest.mark.django_db
def test_registers_are_never_merged_into_one() -> None:
    item = content.intervention()
    content.observation(item, "Goed onderbouwd", date(2024, 1, 1))
    content.observation(item, "Niet erkend", date(2021, 1, 1), register=Register.NJI, record="sta-sterk")

    assert len(timeline(Observation.objects.all(), TODAY)) == 2
    assert (
        summary(Observation.objects.all(), TODAY) == "Gezonde School: Goed onderbouwd (2024), NJi: Niet erkend (2021)"
    )
    assert summary([], TODAY) == ""


@pytest.mark.django_db
def test_interventions_are_found_by_register_and_level_of_one_recognition() -> None:
    both, one = content.intervention("twee"), content.intervention("een")
    content.observation(both, "Goed beschreven", date(2024, 1, 1))
    content.observation(both, "Goed onderbouwd", date(2024, 1, 1), register=Register.NJI, record="twee")
    content.observation(one, "Goed onderbouwd", date(2017, 1, 1), record="1400002")
    content.observation(one, "Niet erkend", date(2022, 1, 1), record="1400002")

    def found(registers: list[str], levels: list[str]) -> set[int]:
        return interventions_recognised(registers=registers, levels=levels, day=TODAY)

    assert found([], ["goed-onderbouwd"]) == {both.pk}
    assert found(["gezonde-school"], ["goed-onderbouwd"]) == set()
    assert found(["nji"], []) == {both.pk}
    assert found([], ["niet-erkend"]) == {one.pk}
    assert found([], []) == {both.pk, one.pk}


@pytest.mark.django_db
def test_a_record_that_was_written_in_two_ways_is_one_record() -> None:
    item = content.intervention()
    content.observation(item, "Goed onderbouwd", date(2021, 1, 1), register=Register.NJI, record="Sta-Sterk")
    content.observation(item, "Niet erkend", date(2023, 1, 1), register=Register.NJI, record="sta-sterk")

    (record,) = timeline(Observation.objects.all(), TODAY)

    assert (record.record, [moment.counts for moment in record.moments]) == ("sta-sterk", [True, False])
    assert summary(Observation.objects.all(), TODAY) == "NJi: Niet erkend (2023)"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("label", "is_conditional", "due"),
    [
        ("Goed onderbouwd", False, date(2029, 3, 1)),
        ("Goed onderbouwd", True, date(2024, 9, 1)),
        ("Niet erkend", False, None),
    ],
)
def test_the_term_is_that_of_what_was_recognised(label: str, is_conditional: bool, due: date | None) -> None:
    content.observation(content.intervention(), label, date(2024, 3, 1), is_conditional=is_conditional)

    (record,) = timeline(Observation.objects.all(), TODAY)

    assert record.moments[0].due == due
