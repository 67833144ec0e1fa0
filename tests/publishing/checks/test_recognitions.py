"""Recognitions hold on the reference date (31 July 2026), and preferably until the next release."""

from typing import Literal

import pytest

from publishing.checks.recognitions import late_recognitions, passing_terms
from publishing.documents.kinds.intervention import Intervention, Level, Recognition
from tests.factories.checks import on, surroundings

TOLD = surroundings(reference_date=on("2026-07-31"))


def _intervention(
    day: str, level: Level = "goed-onderbouwd", register: Literal["nji", "gezonde-school"] = "nji"
) -> Intervention:
    recognition = Recognition(
        register=register, record="x", level=level, coarse_level="goed onderbouwd", recognised_on=on(day)
    )
    return Intervention(id="rustig-leren", name="Rustig Leren", recognitions=[recognition])


@pytest.mark.parametrize(
    ("day", "rules"),
    [
        ("2026-07-30", []),
        ("2026-07-31", []),
        ("2026-08-01", ["recognition-after-reference-date"]),
        ("2027-01-01", ["recognition-after-reference-date"]),
    ],
)
def test_a_recognition_after_the_reference_date_blocks(day: str, rules: list[str]) -> None:
    found = list(late_recognitions(_intervention(day), TOLD))
    assert [one.rule for one in found] == rules
    assert {(one.level, one.field) for one in found} <= {("blocking", "erkenningen")}


def test_a_late_recognition_is_told_with_both_dates() -> None:
    (found,) = late_recognitions(_intervention("2026-08-01"), TOLD)
    assert found.message == (
        "De erkenning bij NJi is van 01-08-2026, na de ijkdatum 31-07-2026. Haal haar weg tot de volgende uitgave."
    )


@pytest.mark.parametrize(
    ("day", "level", "found"),
    [
        ("2021-07-30", "goed-onderbouwd", ["termijn tot 30-07-2026"]),  # passed already
        ("2021-07-31", "goed-onderbouwd", ["termijn tot 31-07-2026"]),  # on the reference date itself
        ("2022-07-30", "goed-onderbouwd", ["termijn tot 30-07-2027"]),
        ("2022-07-31", "goed-onderbouwd", []),  # it lasts until the next release
        ("2020-07-31", "niet-erkend", []),  # no term runs
    ],
)
def test_a_term_that_passes_before_the_next_release_is_a_warning(day: str, level: Level, found: list[str]) -> None:
    warnings = list(passing_terms(_intervention(day, level), TOLD))
    assert [words in one.message for words, one in zip(found, warnings, strict=True)] == [True] * len(found)
    assert {(one.rule, one.level) for one in warnings} <= {("term-passes", "warning")}


def test_a_leap_day_as_reference_date_has_a_next_year() -> None:
    told = surroundings(reference_date=on("2028-02-29"))
    (found,) = passing_terms(_intervention("2024-02-27", register="gezonde-school"), told)
    assert found.message == (
        "De erkenning bij Gezonde School heeft een termijn tot 27-02-2029, vóór de volgende uitgave "
        "(ijkdatum rond 28-02-2029). Kijk of het register opnieuw beoordeelde."
    )
    assert list(passing_terms(_intervention("2024-02-28"), told)) == []
