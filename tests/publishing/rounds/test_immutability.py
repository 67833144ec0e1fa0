"""The database itself refuses to change a review, and a review by somebody who changed the item."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from cms.accounts.models import User
from publishing.rounds.closing import close_round
from publishing.rounds.current import read_one
from publishing.rounds.errors import RoundError
from publishing.rounds.immutability import GUARD
from publishing.rounds.models import Review, ReviewChanger, Round, RoundItem
from publishing.rounds.reopening import reopen_round
from publishing.rounds.reviewing import review_item
from publishing.rounds.syncing import sync_items
from publishing.rounds.talking import settle_thread
from publishing.rounds.working import comment_on_item
from tests.factories import content
from tests.factories.rounds import item_of, made_ready, opened
from tests.trigger_checks import trigger_errors

pytestmark = pytest.mark.django_db  # on SQLite, and on PostgreSQL when DATABASE_URL says so


@pytest.fixture
def review(karin: User, sanne: User, joris: User) -> Review:
    """Joris reviewed what Sanne changed, in a round that had been closed too early, and settled what she asked."""
    made = opened(karin)
    close_round(round=made, by=karin, at=timezone.now())
    reopen_round(round=made, reason="Er komt nog een begrip bij.", by=karin, at=timezone.now())
    definition = content.definition()
    sync_items(round=made)
    made_ready(definition, sanne, body="<p>Anders.</p>")
    asked = comment_on_item(item=item_of(made, definition), text="Klopt dit, @joris?", by=sanne, at=timezone.now())
    settle_thread(comment=asked, by=joris, at=timezone.now())
    return _reviewed(made, definition, joris)


def _reviewed(made: Round, definition: Any, by: User) -> Review:
    current = read_one("begrip", definition.uid, made.reference_date)
    assert current is not None
    (found,) = review_item(item=item_of(made, definition), digest=current.digest, by=by, at=timezone.now())
    return found


def refused(sql: str, *parameters: Any) -> str:
    """Return what the database said, empty when it did it."""
    connection.check_constraints()  # PostgreSQL does not truncate a table while checks on it are deferred
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, parameters)
    except DatabaseError as error:
        return str(error)
    return ""


@pytest.mark.usefixtures("review")
@pytest.mark.parametrize("model", GUARD.models, ids=lambda model: model.__name__)
class TestEveryGuardedTable:
    """Whoever asks."""

    def test_refuses_update_and_delete(self, model: type[models.Model]) -> None:
        table = model._meta.db_table
        assert "what was done in a round never changes" in refused(f"UPDATE {table} SET id = id")
        assert "what was done in a round never changes" in refused(f"DELETE FROM {table}")

    def test_refuses_truncate_or_replace(self, model: type[models.Model]) -> None:
        table = model._meta.db_table
        if connection.vendor == "postgresql":
            assert "what was done in a round never changes" in refused(f"TRUNCATE {table} CASCADE")
        else:
            assert "what was done in a round never changes" in refused(
                f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
            )

    def test_refuses_changes_through_the_orm(self, model: type[models.Model]) -> None:
        row = model._default_manager.get()
        with pytest.raises(RoundError, match="niet gewijzigd"):
            row.save()
        with pytest.raises(RoundError, match="niet verwijderd"):
            row.delete()


def test_the_reviewer_cannot_be_written_down_as_a_changer(review: Review) -> None:
    said = refused(
        "INSERT INTO rounds_reviewchanger (review_id, person_id) VALUES (%s, %s)", review.pk, review.reviewer_id
    )
    assert "nobody reviews what they changed" in said


def test_a_changer_cannot_be_written_down_as_the_reviewer_of_a_review_that_comes_after(
    review: Review, sanne: User
) -> None:
    """Foreign keys are checked at the end: the changer can be there before the review."""
    columns = "item_id, digest, document_digest, at, outcome, reason"
    key = review.pk + 1000
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO rounds_reviewchanger (review_id, person_id) VALUES (%s, %s)", [key, sanne.pk])
        said = refused_inside(
            f"INSERT INTO rounds_review (id, reviewer_id, {columns}) "
            f"SELECT {key}, {sanne.pk}, {columns} FROM rounds_review"
        )
        transaction.set_rollback(True)
    assert "nobody reviews what they changed" in said


def refused_inside(sql: str) -> str:
    """Like ``refused``, while checks are deferred on purpose."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except DatabaseError as error:
        return str(error)
    return ""


def test_somebody_else_can(review: Review, karin: User) -> None:
    said = refused("INSERT INTO rounds_reviewchanger (review_id, person_id) VALUES (%s, %s)", review.pk, karin.pk)
    assert said == ""
    assert ReviewChanger.objects.count() == 2


def test_a_trigger_that_a_migration_dropped_is_noticed_and_put_back() -> None:
    on = " ON rounds_review" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER rounds_review_refuse_own{on}")
    assert len(trigger_errors("rounds")) == 1
    GUARD.install(connection)
    assert trigger_errors("rounds") == []


@pytest.mark.usefixtures("review")
def test_the_database_refuses_an_item_that_is_let_go_without_a_reason() -> None:
    item = RoundItem.objects.get()
    assert "round_item_retired" in refused(f"UPDATE rounds_rounditem SET retired_reason = 'x' WHERE id = {item.pk}")
