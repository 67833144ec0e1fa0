"""Recommendations come with interventions and examples, where possible."""

import pytest

from publishing.checks.help_at_hand import recommendations_without_help
from publishing.documents.kinds.fixed import Step
from publishing.documents.kinds.recommendation import InterventionLink, Recommendation
from tests.factories.checks import surroundings

LINK = InterventionLink(intervention="rustig-leren", tailored_text="<p>Past hier.</p>")


@pytest.mark.parametrize(
    ("interventions", "examples", "found"),
    [
        ([LINK], ["stil"], []),
        ([], ["stil"], [("recommendation-without-intervention", "interventies")]),
        ([LINK], [], [("recommendation-without-example", "praktijkvoorbeelden")]),
        (
            [],
            [],
            [
                ("recommendation-without-intervention", "interventies"),
                ("recommendation-without-example", "praktijkvoorbeelden"),
            ],
        ),
    ],
)
def test_what_is_missing_is_a_warning(
    interventions: list[InterventionLink], examples: list[str], found: list[tuple[str, str]]
) -> None:
    document = Recommendation(
        id="rust", title="Rust", domain="d", interventions=interventions, practice_examples=examples
    )
    warnings = list(recommendations_without_help(document, surroundings()))
    assert [(one.rule, one.field) for one in warnings] == found
    assert {one.level for one in warnings} <= {"warning"}


def test_it_says_what_to_do() -> None:
    (found,) = recommendations_without_help(
        Recommendation(id="rust", title="Rust", domain="d", interventions=[LINK]), surroundings()
    )
    assert found.message == (
        "Er staat geen praktijkvoorbeeld bij deze aanbeveling. Voeg er een toe, of zeg waarom dat niet kan."
    )


def test_other_kinds_need_no_help() -> None:
    assert list(recommendations_without_help(Step(id="a", number=1, title="Begin"), surroundings())) == []
