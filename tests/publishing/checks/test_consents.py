"""The consent of a school holds up to and including its last day."""

import pytest

from publishing.checks.consents import lapsed_consents
from publishing.documents.kinds.fixed import Step
from publishing.documents.kinds.practice_example import PracticeExample
from tests.factories.checks import on, surroundings


@pytest.mark.parametrize(
    ("until", "day", "is_found"),
    [
        ("2026-11-02", "2026-11-01", False),
        ("2026-11-02", "2026-11-02", False),
        ("2026-11-02", "2026-11-03", True),
        (None, "2026-11-03", False),
    ],
)
def test_a_lapsed_consent_blocks(until: str | None, day: str, *, is_found: bool) -> None:
    example = PracticeExample(id="stil", title="De stille dinsdag", consent_until=on(until) if until else None)
    found = list(lapsed_consents(example, surroundings(day=on(day))))
    assert [(one.rule, one.level, one.field) for one in found] == (
        [("consent-lapsed", "blocking", "toestemmingTotEnMet")] if is_found else []
    )


def test_it_says_until_when_and_what_to_do() -> None:
    example = PracticeExample(id="stil", title="De stille dinsdag", consent_until=on("2026-11-02"))
    (found,) = lapsed_consents(example, surroundings(day=on("2027-01-01")))
    assert found.message == (
        "De toestemming van de school liep tot en met 02-11-2026. "
        "Vraag nieuwe toestemming of haal het voorbeeld uit de Wegwijzer."
    )


def test_other_kinds_ask_no_consent() -> None:
    assert list(lapsed_consents(Step(id="a", number=1, title="Begin"), surroundings())) == []
