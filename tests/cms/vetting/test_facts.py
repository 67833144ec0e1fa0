"""What is known of recognitions is read once and judged at as many dates and moments as one asks."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from cms.content.models import Intervention
from cms.vetting.facts import known_of, known_of_most
from cms.vetting.models import Observation
from cms.vetting.observations import record_consultation, retract_observation
from tests.factories import content
from tests.factories.people import person

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
BEFORE, NOW = date(2020, 7, 31), date(2026, 7, 31)


@pytest.fixture
def seen_and_lost() -> Intervention:
    """Entered twice, of which one was taken back the day after; the day after that its register had it no more."""
    sanne, found = person("sanne"), content.intervention("Rustig Leren")
    kept = content.observation(found, "Goed onderbouwd", date(2023, 3, 1), entered_at=AT)
    wrong = content.observation(found, "Niet erkend", date(2024, 3, 1), entered_at=AT)
    retract_observation(observation=wrong, by=sanne, reason="Ander record.", at=AT + DAY)
    record_consultation(observation=kept, by=sanne, at=AT + 2 * DAY, found=False)
    return found


def test_one_reading_says_what_was_known_at_each_date_and_moment(
    seen_and_lost: Intervention, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):
        known = known_of([seen_and_lost.pk])
    states = {
        (day, moment): [fact.state for fact in known.about(seen_and_lost.pk, day, until=moment)]
        for day in (BEFORE, NOW)
        for moment in (AT - DAY, AT, AT + DAY, AT + 2 * DAY, None)
    }
    assert states == {
        (BEFORE, AT - DAY): [],
        (BEFORE, AT): ["after-date"],
        (BEFORE, AT + DAY): ["after-date"],
        (BEFORE, AT + 2 * DAY): ["after-date"],
        (BEFORE, None): ["after-date"],
        (NOW, AT - DAY): [],
        (NOW, AT): ["not-recognised"],
        (NOW, AT + DAY): ["recognised"],
        (NOW, AT + 2 * DAY): ["disappeared"],
        (NOW, None): ["disappeared"],
    }


def test_what_is_entered_about_others_is_no_part_of_it(seen_and_lost: Intervention) -> None:
    content.observation(content.intervention("Sterk Staan"), record="2")
    Observation.objects.create(register="nji", record="los", raw_label="Effectief", entered_at=AT, intervention=None)
    assert known_of_most([seen_and_lost.pk]) == known_of([seen_and_lost.pk])
