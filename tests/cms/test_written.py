"""A query whose SQL is kept gives what Django would give, also once its rows have changed."""

from typing import Any

import pytest
from django.db.models import QuerySet

from cms.content.models import Definition, DomainPage
from cms.written import Written
from tests.factories import content

pytestmark = pytest.mark.django_db


def definitions() -> QuerySet[Definition, Any]:
    return Definition.objects.using("default").order_by("pk").values_list("pk", "uid", "term", "live", "sort_order")


def test_values_are_what_django_makes_of_them_with_their_types() -> None:
    content.definition(term="Welbevinden")
    kept = Written(definitions())
    assert list(kept.values("default")) == list(definitions()) != []


def test_what_changed_since_the_sql_was_written_is_seen() -> None:
    kept = Written(definitions())
    assert list(kept.values("default")) == []
    content.definition(term="Veerkracht")
    assert [row[2] for row in kept.values("default")] == ["Veerkracht"]
    Definition.objects.update(term="Draagkracht")
    assert [row[2] for row in kept.values("default")] == ["Draagkracht"]


def test_the_place_of_a_column_is_where_it_stands_in_a_raw_row() -> None:
    page = content.domain()
    kept = Written(DomainPage.objects.using("default").all())
    (row,) = kept.raw("default")
    assert row[kept.place_of("page_ptr_id")] == page.pk
