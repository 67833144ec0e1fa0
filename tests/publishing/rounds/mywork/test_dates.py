"""The next date of a round, and how far away it is."""

from datetime import date

import pytest

from publishing.rounds.models import Round
from publishing.rounds.mywork.standing import next_date
from publishing.rounds.screens.home_dates import days_until

ROUND = Round(year=2026, reference_date=date(2026, 7, 31), deadline=date(2026, 10, 1))


@pytest.mark.parametrize(
    ("today", "label", "said"),
    [
        (date(2026, 7, 19), "ijkdatum", "nog 12 dagen"),
        (date(2026, 7, 30), "ijkdatum", "nog 1 dag"),
        (date(2026, 7, 31), "ijkdatum", "vandaag"),
        (date(2026, 8, 1), "uiterste datum", "nog 61 dagen"),
        (date(2026, 10, 1), "uiterste datum", "vandaag"),
        (date(2026, 10, 2), "uiterste datum", "1 dag over tijd"),
        (date(2026, 10, 4), "uiterste datum", "3 dagen over tijd"),
    ],
)
def test_the_next_date_is_told_with_how_far_away_it_is(today: date, label: str, said: str) -> None:
    date_ahead = next_date(ROUND, today=today)

    assert (date_ahead.label, days_until(date_ahead)) == (label, said)


def test_a_deadline_before_the_reference_date_comes_first_and_counts_when_both_are_over() -> None:
    odd = Round(year=2026, reference_date=date(2026, 12, 1), deadline=date(2026, 10, 1))

    assert next_date(odd, today=date(2026, 9, 1)).label == "uiterste datum"
    assert next_date(odd, today=date(2026, 10, 2)).label == "ijkdatum"
    assert next_date(odd, today=date(2026, 12, 2)).label == "uiterste datum"
