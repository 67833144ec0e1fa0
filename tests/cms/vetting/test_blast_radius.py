"""What leaving an intervention out would touch."""

from datetime import date
from typing import Any

import pytest

from cms.content.models import Intervention
from cms.vetting.blast_radius import blast_radius
from cms.vetting.levels import Register
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import candidate, published

pytestmark = pytest.mark.django_db

DAY = date(2026, 7, 31)


def test_it_names_recommendations_domains_examples_and_who_is_alike() -> None:
    ours, alike, other = (content.intervention(name) for name in ("Rustig Leren", "Stille Dagen", "Sterk Staan"))
    content.observation(ours)
    content.observation(alike, register=Register.NJI, record="stille-dagen")
    content.observation(other, "Effectief volgens sterke aanwijzingen", record="3")
    one, two = content.domain(1), content.domain(2)
    content.recommendation(one, "Alleen", interventions={ours: "<p>Een.</p>"})
    content.recommendation(two, "Samen", interventions={other: "<p>A.</p>", ours: "<p>B.</p>", alike: "<p>C.</p>"})
    content.recommendation(two, "Zonder", interventions={other: "<p>A.</p>"})
    content.practice_example("De stille dinsdag", body="<p>Wij werken met rustig leren.</p>")
    content.practice_example("Iets anders")

    radius = blast_radius(ours, day=DAY)

    assert [use.page.title for use in radius.uses] == ["Alleen", "Samen"]
    assert [use.page.title for use in radius.left_without] == ["Alleen"]
    together = radius.uses[1]
    assert (together.others, together.alike) == ([alike, other], [alike])
    assert radius.domains == ["Domein 1", "Domein 2"]
    assert [example.title for example in radius.examples] == ["De stille dinsdag"]
    assert radius.releases == []


def test_an_open_draft_that_adds_it_counts_and_one_that_takes_it_out_still_shows_what_is_ready() -> None:
    ours, other = content.intervention("Rustig Leren"), content.intervention("Stille Dagen")
    domain = content.domain()
    adding = content.recommendation(domain, "Erbij", interventions={other: "<p>A.</p>"})
    dropping = content.recommendation(domain, "Eraf", interventions={ours: "<p>A.</p>"})
    _draft(adding, ours)
    _draft(dropping, other)

    uses = {use.page.title: (use.in_ready, use.in_draft) for use in blast_radius(ours, day=DAY).uses}

    assert uses == {"Erbij": (False, True), "Eraf": (True, False)}


def test_two_that_are_not_recognised_are_not_alike() -> None:
    ours, other = content.intervention("Rustig Leren"), content.intervention("Stille Dagen")
    for number, one in enumerate((ours, other)):
        content.observation(one, "Niet erkend", record=str(number))
    content.recommendation(content.domain(), interventions={ours: "<p>A.</p>", other: "<p>B.</p>"})

    (use,) = blast_radius(ours, day=DAY).uses
    assert use.alike == []


def test_the_published_releases_that_held_it_are_named_and_candidates_are_not() -> None:
    publisher = person()
    ours = content.intervention("Rustig Leren")
    content.observation(ours)
    published("2026.1", by=publisher)
    published("2026.2", by=publisher, reference_date=date(2026, 8, 1))
    ours.live = False
    ours.save()
    content.step()
    published("2026.3", by=publisher)
    candidate("2026.4")

    assert blast_radius(ours, day=DAY).releases == ["2026.1", "2026.2"]
    assert blast_radius(content.intervention("Nieuw"), day=DAY).releases == []


def test_the_number_of_queries_does_not_grow(django_assert_max_num_queries: Any) -> None:
    ours = content.intervention("Rustig Leren")
    _used_more(ours, 1)
    with django_assert_max_num_queries(20) as one:
        blast_radius(ours, day=DAY)
    for number in range(2, 8):
        _used_more(ours, number)

    with django_assert_max_num_queries(len(one.captured_queries)):
        assert len(blast_radius(ours, day=DAY).uses) == 7
    assert len(one.captured_queries) <= 11


def _used_more(ours: Intervention, number: int) -> None:
    other = content.intervention(f"Ander {number}")
    content.observation(other, record=str(number))
    page = content.recommendation(
        content.domain(number), f"A{number}", interventions={ours: "<p>A.</p>", other: "<p>B.</p>"}
    )
    page.save_revision()


def _draft(page: Any, linked: Intervention) -> None:
    """Save a draft of ``page`` that links ``linked`` alone."""
    row = page.intervention_links.all()[0]
    row.intervention = linked
    page.intervention_links = [row]
    page.save_revision()
    page.refresh_from_db()
