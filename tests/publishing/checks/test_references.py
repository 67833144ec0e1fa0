"""References of a recommendation."""

from publishing.checks.references import doubled_interventions
from publishing.documents.base import UNKNOWN_ID
from publishing.documents.kinds.domain import Domain
from publishing.documents.kinds.recommendation import InterventionLink, Recommendation
from tests.factories.checks import surroundings

NOTHING = surroundings()


def _recommendation(*interventions: str) -> Recommendation:
    links = [InterventionLink(intervention=one, tailored_text="<p>Past hier.</p>") for one in interventions]
    return Recommendation(id="plan-rust", title="Plan rust", domain="rust", interventions=links)


def test_an_intervention_that_stands_twice_is_a_blocking_finding() -> None:
    (found,) = doubled_interventions(_recommendation("rustig-leren", "samen-sterk", "rustig-leren"), NOTHING)

    assert (found.level, found.rule, found.field) == ("blocking", "intervention-doubled", "interventies")
    assert found.message == (
        "Interventie 'rustig-leren' staat er 2 keer bij. Kies één toelichting en haal de rest weg."
    )


def test_different_interventions_and_unknown_ones_are_none() -> None:
    assert list(doubled_interventions(_recommendation("rustig-leren", "samen-sterk"), NOTHING)) == []
    assert list(doubled_interventions(_recommendation(UNKNOWN_ID, UNKNOWN_ID), NOTHING)) == []
    domain = Domain(id="rust", number=1, title="Rust", when_low="a", when_high="b", system_level="school")
    assert list(doubled_interventions(domain, NOTHING)) == []
