"""A workbook of ten times the real size, and no query per row."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.content.models import Intervention, RecommendationPage
from cms.sources.workbook import build_workbook, make_workbook_plan
from tests.factories import content

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unsearched")]
TEXT = "<p>Een <b>lessenreeks</b> over rust, <a href='https://x.example'>met uitleg</a>.</p>" * 4


def fill(count: int, *, links: int = 1) -> None:
    domain = content.domain(1)
    items = [content.intervention(f"Interventie {number}", summary=TEXT) for number in range(count)]
    examples = [content.practice_example(f"Voorbeeld {number}", body=TEXT) for number in range(count)]
    for number in range(count):
        chosen = {items[(number + step) % count]: TEXT for step in range(links)}
        page = content.recommendation(
            domain, f"Aanbeveling {number}", body=TEXT, interventions=chosen, practice_examples=(examples[number],)
        )
        if number % 2:
            page.save_revision()
            items[number].save_revision()


def queries_of(count: int) -> int:
    fill(count)
    with CaptureQueriesContext(connection) as asked:
        make_workbook_plan(data=build_workbook())
    assert Intervention.objects.count() == RecommendationPage.objects.count() == count
    return len(asked)


@pytest.mark.parametrize("count", [5, 50])
def test_the_number_of_queries_does_not_grow(count: int) -> None:
    assert queries_of(count) == 16


def test_the_work_of_a_team_ten_times_the_real_size_comes_back_unchanged() -> None:
    fill(500, links=4)
    plan = make_workbook_plan(data=build_workbook(), complete=True)
    assert plan.counts["unchanged"] == 4_000
