"""What a small team has."""

from datetime import date
from decimal import Decimal

import pytest

from cms.content.models import RecommendationPage, Substantiation
from tests.factories import content


@pytest.fixture
def team(db: None) -> RecommendationPage:
    """Return a recommendation with every kind of part, among other content."""
    domain = content.domain(1)
    content.domain(2)
    rust = content.intervention(
        "Rustig Leren",
        summary='<p data-block-key="a1">Een <b>lessenreeks</b> over rust.</p><ul><li>=1+1</li></ul>',
        owner="+31 Stichting Stil",
        age_from=Decimal("1.50"),
        age_to=Decimal(18),
        sectors=["vmbo", "havo"],
        themes=["welbevinden", "rust"],
        methods=["klassikaal"],
        prevention_level="universeel",
        pillars=["beleid"],
        regions=["Twente"],
        url="https://rust.example/?a=1&b=2",
    )
    stil = content.intervention("Stil Staan", prevention_level="geindiceerd")
    dinsdag = content.practice_example(consent_until=date(2027, 8, 1), organisation="=Het Stille College")
    page = content.recommendation(
        domain,
        body=f'<p>Zie <a linktype="page" id="{domain.pk}">domein 1</a>.<br/>En dan.</p><h3>Hoe</h3><p>Zo.</p>',
        interventions={rust: "<p>Past omdat het <i>rust</i> geeft.</p>", stil: "<p>Ook goed.</p>"},
        practice_examples=(dinsdag,),
    )
    page.substantiations = [  # type: ignore[misc]  # modelcluster takes a list for its rows
        Substantiation(text="Onderzoek naar rust (2024)", url="https://bron.example/1", sort_order=0),
        Substantiation(text="Rapport Stilte", sort_order=1),
    ]
    page.save()
    stil.summary = "<p>Een nieuwer concept.</p>"
    stil.save_revision()
    return page
