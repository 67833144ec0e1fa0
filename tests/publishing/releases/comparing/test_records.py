"""A comparison is computed once; two digests and a version say all about it."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from publishing.attempts.attempting import attempt_work
from publishing.releases.compare import compare_releases
from publishing.releases.comparing import records
from publishing.releases.comparing.models import ComparisonRecord
from publishing.releases.comparing.records import comparison_of, is_small, stored_comparison
from publishing.releases.comparing.work import COMPARE, subject_of
from tests.factories.releases import AT
from tests.publishing.releases.comparing.stories import last_year, this_year

pytestmark = pytest.mark.django_db


def test_the_second_reader_gets_what_the_first_computed(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    old, new = last_year(), this_year()
    assert stored_comparison(old=old, new=new) is None
    first = comparison_of(old=old, new=new)
    with django_assert_num_queries(2):
        assert comparison_of(old=old, new=new) == first
    assert first == compare_releases(old=old, new=new)


def test_the_other_way_around_and_with_nothing_are_others() -> None:
    old, new = last_year(), this_year()
    there, back, alone = (comparison_of(old=one, new=other) for one, other in ((old, new), (new, old), (None, new)))
    assert (there.counts["new"], back.counts["retired"]) == (1, 1)
    assert (alone.old, alone.counts["new"]) == ("", len(alone.changes))
    assert ComparisonRecord.objects.count() == 3


def test_what_another_version_compared_is_computed_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    new = this_year()
    comparison_of(old=None, new=new)
    monkeypatch.setattr(records, "ALGORITHM", records.ALGORITHM + 1)
    assert stored_comparison(old=None, new=new) is None
    comparison_of(old=None, new=new)
    assert ComparisonRecord.objects.count() == 2


def test_two_who_compute_at_once_store_one(monkeypatch: pytest.MonkeyPatch) -> None:
    new = this_year()
    first = comparison_of(old=None, new=new)
    monkeypatch.setattr(records, "stored_comparison", lambda **_: None)
    assert comparison_of(old=None, new=new) == first
    assert ComparisonRecord.objects.count() == 1


def test_a_refusal_for_another_reason_is_not_taken_for_somebody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise IntegrityError("disk")

    monkeypatch.setattr(ComparisonRecord.objects, "create", refuse)
    with pytest.raises(IntegrityError, match="disk"):
        comparison_of(old=None, new=this_year())


def test_the_task_stores_it_and_does_so_once() -> None:
    old, new = last_year(), this_year()
    for base in (old, old, None):
        assert attempt_work(work=COMPARE, subject=subject_of(base, new), clock=lambda: AT)
    assert stored_comparison(old=old, new=new) is not None
    assert ComparisonRecord.objects.count() == 2


def test_it_holds_no_text_of_an_item() -> None:
    old, new = last_year(), this_year()
    told = str(comparison_of(old=old, new=new))
    assert "Plan rust" in told
    assert "middag" not in told


def test_a_large_one_is_left_to_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = last_year(), this_year()
    assert is_small(old=old, new=new)
    monkeypatch.setattr(records, "SMALL", sum(new.counts.values()))
    assert is_small(old=None, new=new)
    assert not is_small(old=old, new=new)


@pytest.mark.parametrize("change", ["UPDATE {} SET pair = pair", "DELETE FROM {}", "replace"])
def test_the_database_refuses_to_change_it(change: str) -> None:
    comparison_of(old=None, new=this_year())
    table = ComparisonRecord._meta.db_table
    if change == "replace":
        is_postgresql = connection.vendor == "postgresql"
        change = "TRUNCATE {}" if is_postgresql else "INSERT OR REPLACE INTO {0} SELECT * FROM {0}"
    with (
        pytest.raises(DatabaseError, match="never change"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format(f'"{table}"'))
