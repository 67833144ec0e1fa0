"""Dates and ages as registers write them (domain.md), and what is none."""

from datetime import date
from decimal import Decimal

import pytest

from cms.sources.readers.registers.ages import AgeError, read_ages
from cms.sources.readers.registers.dates import DateError, InexactDateError, read_date
from cms.sources.readers.registers.identity import slug_of, suggestion_key


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("24-09-2020", date(2020, 9, 24)),
        ("24-9-2020", date(2020, 9, 24)),
        ("24/09/2020", date(2020, 9, 24)),
        ("2020-09-24", date(2020, 9, 24)),
        ("24 september 2020", date(2020, 9, 24)),
        ("20 december2022", date(2022, 12, 20)),
        ("04- 11-2016", date(2016, 11, 4)),
        ("3 Mrt. 2011", date(2011, 3, 3)),
        (date(2017, 11, 30), date(2017, 11, 30)),
        ("", None),
    ],
)
def test_a_date_exact_to_the_day_is_read(written: str | date, day: date | None) -> None:
    assert read_date(written) == day


@pytest.mark.parametrize("written", ["april 2016", "Najaar 2015", "2016", "04-2016", "eind 2019", "begin maart 2018"])
def test_a_date_that_is_not_exact_to_the_day_is_asked_about(written: str) -> None:
    with pytest.raises(InexactDateError, match="niet op de dag precies"):
        read_date(written)


@pytest.mark.parametrize(
    "written", ["31-02-2020", "onbekend", "43069", "1-1-20", "01-01-1020", date(1900, 1, 1), "x 2016"]
)
def test_anything_else_is_no_date(written: str | date) -> None:
    with pytest.raises(DateError, match="Verwacht is een dag als '24-09-2020'"):
        read_date(written)


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("13 tot en met 25 jaar", "13", "25"),
        ("0-18 jaar", "0", "18"),
        ("vanaf 12 jaar", "12", None),
        ("-9 maanden tot twee jaar", "-0.75", "2"),
        ("1,5 – 4 jaar", "1.5", "4"),
        ("nul tot vier jaar", "0", "4"),
        ("8 t/m 12", "8", "12"),
        ("6-18 maanden", "0.5", "1.5"),
        ("12 jaar en ouder", "12", None),
        ("12+", "12", None),
        ("tot en met 6 jaar", None, "6"),
        ("van één tot 3 jaar", "1", "3"),
        ("", None, None),
    ],
)
def test_ages_are_read_in_years(written: str, low: str | None, high: str | None) -> None:
    assert read_ages(written) == (low and Decimal(low), high and Decimal(high))


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("jongeren", "Verwacht zijn leeftijden"),
        ("12", "Verwacht zijn leeftijden"),
        ("18-12 jaar", "ligt onder de laagste"),
        ("0-180 jaar", "tussen -1 en 120"),
        (date(2024, 12, 8), "Excel heeft hier een datum van gemaakt"),
    ],
)
def test_anything_else_names_no_ages(written: str | date, words: str) -> None:
    with pytest.raises(AgeError, match=words):
        read_ages(written)


@pytest.mark.parametrize("name", ["Girls' Talk", "Girls’ Talk", "Girls Talk", "GIRLSTALK"])
def test_names_that_differ_in_punctuation_suggest_each_other(name: str) -> None:
    assert suggestion_key(name) == "girlstalk"


@pytest.mark.parametrize(
    ("name", "other"), [("Kriebels in je buik", "Kriebels in je Buik SO"), ("Make a Move", "Make a Move+")]
)
def test_names_with_a_word_or_a_plus_more_are_two(name: str, other: str) -> None:
    assert suggestion_key(name) != suggestion_key(other)


def test_the_slug_is_the_last_part_of_the_path() -> None:
    assert slug_of("https://register.example/a/Sta-Sterk%20op/?x=/y") == "Sta-Sterk op"
    assert slug_of("https://register.example") == ""
