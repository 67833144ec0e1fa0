"""The database itself keeps a closed round as it is, whoever asks, until it is opened again."""

from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.db.models.signals import post_migrate, pre_migrate
from django.utils import timezone

from cms.accounts.models import User
from publishing.rounds.closing import close_round
from publishing.rounds.confirming import confirm_unchanged
from publishing.rounds.immutability import GUARD
from publishing.rounds.models import Comment, Outcome, Review, Round, RoundItem
from publishing.rounds.releasing import release_round
from publishing.rounds.reopening import reopen_round
from publishing.rounds.working import comment_on_item
from tests.factories import content
from tests.factories.rounds import opened

pytestmark = pytest.mark.django_db


def refused(sql: str, *parameters: Any) -> bool:
    connection.check_constraints()  # PostgreSQL does not truncate a table while checks on it are deferred
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, parameters)
    except DatabaseError as error:
        return "a closed round never changes" in str(error)
    return False


@pytest.fixture
def closed(karin: User, joris: User) -> Round:
    """A closed round with one item, on which somebody said something."""
    content.step()
    made = opened(karin)
    confirm_unchanged(round=made, items=made.items.all(), by=joris, at=timezone.now())
    comment_on_item(item=made.items.get(), text="Mooi zo.", by=karin, at=timezone.now())
    return close_round(round=made, by=karin, at=timezone.now())


@pytest.fixture
def following(closed: Round, karin: User) -> Round:
    """The round of the year after it, with the same item."""
    return opened(karin, year=2027)


class TestAClosedRound:
    """On the database that the tests run on."""

    @pytest.mark.parametrize("table", ["rounds_round", "rounds_rounditem", "rounds_comment"])
    def test_its_rows_are_not_changed_or_taken_away(self, closed: Round, table: str) -> None:
        assert refused(f"UPDATE {table} SET id = id")
        assert refused(f"DELETE FROM {table}")
        if connection.vendor == "postgresql":
            assert refused(f"TRUNCATE {table} CASCADE")
        else:
            assert refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")

    def test_nothing_is_added_to_it(self, closed: Round, joris: User, karin: User) -> None:
        item = closed.items.get()
        seen = {"digest": "a" * 64, "document_digest": "a" * 64, "at": timezone.now(), "outcome": Outcome.CONFIRMED}
        rows: list[models.Model] = [
            RoundItem(round=closed, kind="stap", uid=UUID(int=1), title="Later", place=9),
            Review(item=item, reviewer=karin, **seen),
            Comment(item=item, author=karin, at=timezone.now(), text="Toch niet."),
        ]
        for row in rows:
            with pytest.raises(DatabaseError, match="closed round"), transaction.atomic():
                row.save(force_insert=True)

    def test_no_column_of_the_round_changes(self, closed: Round) -> None:
        for column, value in (("year", 2030), ("reference_date", "2020-01-01"), ("base_number", "2020.1")):
            assert refused(f"UPDATE rounds_round SET {column} = %s", value)
        assert refused("UPDATE rounds_round SET closed_at = %s", timezone.now())
        assert refused("UPDATE rounds_round SET closed_at = NULL, closed_by_id = NULL, year = 2030")
        assert refused("UPDATE rounds_round SET published_in = '2026.1', deadline = '2020-01-01'")

    def test_nothing_moves_between_it_and_an_open_round(self, closed: Round, following: Round, karin: User) -> None:
        comment_on_item(item=following.items.get(), text="Volgend jaar.", by=karin, at=timezone.now())
        assert refused("UPDATE rounds_rounditem SET round_id = %s WHERE round_id = %s", following.pk, closed.pk)
        assert refused(
            "UPDATE rounds_rounditem SET round_id = %s, place = 99, uid = %s WHERE round_id = %s",
            closed.pk,
            "0" * 32,
            following.pk,
        )
        there, here = closed.items.get().pk, following.items.get().pk
        assert refused("UPDATE rounds_comment SET item_id = %s WHERE item_id = %s", here, there)
        assert refused("UPDATE rounds_comment SET item_id = %s WHERE item_id = %s", there, here)

    def test_the_open_round_beside_it_is_worked_on_as_ever(self, closed: Round, following: Round, joris: User) -> None:
        item = following.items.get()
        comment_on_item(item=item, text="Aan het werk.", by=joris, at=timezone.now())
        RoundItem.objects.filter(pk=item.pk).update(assigned_to=joris)
        assert Comment.objects.filter(item=item).delete()[0] == 1
        assert RoundItem.objects.filter(pk=item.pk).delete()[0] == 1

    def test_it_can_be_opened_again_and_closed_again(self, closed: Round, karin: User) -> None:
        made = reopen_round(round=closed, reason="Nog iets.", by=karin, at=timezone.now())
        assert close_round(round=made, by=karin, at=timezone.now()).closed_at is not None

    def test_once_a_release_came_of_it_nothing_at_all_changes(self, closed: Round) -> None:
        release_round(year=closed.year, closed_at=closed.closed_at, number="2026.1")
        assert refused("UPDATE rounds_round SET closed_at = NULL, closed_by_id = NULL")
        assert refused("UPDATE rounds_round SET published_in = ''")
        assert refused("UPDATE rounds_round SET published_in = '2026.2'")
        assert refused("UPDATE rounds_round SET year = year")
        release_round(year=closed.year, closed_at=closed.closed_at, number="2026.1")  # noted already: nothing to do


@pytest.mark.postgres
class TestAClosedRoundOnPostgresql(TestAClosedRound):
    """The same, where the services are."""


def test_a_table_can_be_altered_while_migrating_and_is_guarded_again_after(closed: Round) -> None:
    """SQLite refuses to rename a table that a trigger on another one names: Django does so for most changes."""
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL alters a table in place")
    with pytest.raises(DatabaseError, match="error in trigger"), transaction.atomic():
        make_anew("rounds_round")
    config = apps.get_app_config("rounds")
    said = {"app_config": config, "using": "default", "verbosity": 0, "interactive": False, "apps": apps}
    pre_migrate.send(sender=config, plan=["something to do"], **said)
    make_anew("rounds_round")
    post_migrate.send(sender=config, plan=["something to do"], **said)
    assert GUARD.faults(connection) == {}


def make_anew(table: str) -> None:
    """Do what Django does to alter a table of SQLite, where no foreign key is in its way."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA defer_foreign_keys = ON")
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = %s", [table])
        cursor.execute(cursor.fetchone()[0].replace(f'"{table}"', f'"new__{table}"', 1))
        cursor.execute(f"INSERT INTO new__{table} SELECT * FROM {table}")
        cursor.execute(f"DROP TABLE {table}")
        cursor.execute(f"ALTER TABLE new__{table} RENAME TO {table}")
