"""The newest freeze of a release is read while somebody waits for the press."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.releases import candidate

pytestmark = pytest.mark.django_db


def test_it_is_read_without_passing_what_grows_with_the_release() -> None:
    release = candidate()
    with CaptureQueriesContext(connection) as asked:
        assert release.newest_freeze.release_id == release.pk
    (query,) = (one["sql"] for one in asked.captured_queries)
    assert not [name for name in ("findings", "new_ids", "left_out") if name in query]
    if connection.vendor == "sqlite":  # PostgreSQL keeps long values beside the row
        with connection.cursor() as cursor:
            plan = cursor.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()
        assert "COVERING INDEX freeze_without_what_grows" in plan[0][3]
