"""Released rows are refused to change by the database itself, whoever asks."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction

from cms.accounts.models import User
from publishing.releases.delivering.replaying import deliver_again
from publishing.releases.immutability import GUARD, GUARDED
from publishing.releases.models import DocumentBody, OutboxEntry
from tests.factories import content
from tests.factories.releases import AT, published
from tests.trigger_checks import trigger_errors

pytestmark = pytest.mark.django_db


@pytest.fixture
def released(publicist: User) -> None:
    content.definition()
    published(by=publicist)
    deliver_again(entry=OutboxEntry.objects.get(), reason="Proef", by=publicist, at=AT)


def refused(sql: str) -> bool:
    connection.check_constraints()  # PostgreSQL does not truncate a table while checks on it are deferred
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except DatabaseError as error:
        return "released rows never change" in str(error)
    return False


@pytest.mark.usefixtures("released")
@pytest.mark.parametrize("model", GUARDED, ids=lambda model: model.__name__)
class TestEveryGuardedTable:
    def test_refuses_update(self, model: type[models.Model]) -> None:
        column = model._meta.pk.column
        assert refused(f'UPDATE "{model._meta.db_table}" SET "{column}" = "{column}"')

    def test_refuses_delete(self, model: type[models.Model]) -> None:
        assert refused(f'DELETE FROM "{model._meta.db_table}"')

    def test_refuses_truncate_or_replace(self, model: type[models.Model]) -> None:
        table = model._meta.db_table
        if connection.vendor == "postgresql":
            assert refused(f'TRUNCATE "{table}" CASCADE')
        else:
            assert refused(f'INSERT OR REPLACE INTO "{table}" SELECT * FROM "{table}"')

    def test_refuses_changes_through_the_orm(self, model: type[models.Model]) -> None:
        rows = model._default_manager.all()
        row = rows.get(pk=rows.values_list("pk", flat=True)[0])
        with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
            row.save(force_update=True)
        with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
            rows.filter(pk=row.pk)._raw_delete("default")


@pytest.mark.usefixtures("released")
def test_replace_is_refused_even_without_recursive_triggers() -> None:
    if connection.vendor == "postgresql":
        assert refused(
            "INSERT INTO releases_documentbody SELECT * FROM releases_documentbody "
            "ON CONFLICT (digest) DO UPDATE SET body = 'x'"
        )
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers=OFF")
        try:
            digest = DocumentBody.objects.earliest("digest").digest
            assert refused(f"INSERT OR REPLACE INTO releases_documentbody VALUES ('{digest}', x'00')")
        finally:
            cursor.execute("PRAGMA recursive_triggers=ON")


def test_a_trigger_that_a_migration_dropped_is_noticed_and_put_back() -> None:
    suffix = "change ON releases_release" if connection.vendor == "postgresql" else "update"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER releases_release_refuse_{suffix}")
    assert len(trigger_errors("releases")) == 1
    GUARD.install(connection)
    assert GUARD.faults(connection) == {}
    assert trigger_errors("releases") == []


def test_migrating_again_leaves_every_trigger_in_place() -> None:
    call_command("migrate", verbosity=0)
    assert GUARD.faults(connection) == {}


@pytest.mark.usefixtures("released")
def test_a_row_is_not_replaced_through_sqlites_hidden_key() -> None:
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL has no rowid")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers=OFF")
        try:
            sql = f"INSERT OR REPLACE INTO releases_documentbody (rowid, digest, body) VALUES (1, '{'a' * 64}', x'00')"
            assert refused(sql)
        finally:
            cursor.execute("PRAGMA recursive_triggers=ON")


@pytest.mark.usefixtures("released")
class TestWhatIsSent:
    """Of an outbox entry only the moment of delivery changes."""

    def test_refuses_a_change_of_anything_that_is_told(self) -> None:
        for column, value in {
            "payload": "''",
            "destination": "'https://elders.example/'",
            "kind": "'webhook'",
            "generation": "9",
            "seal": "''",
            "created_at": "'2020-01-01 00:00:00+00:00'",
            "event_id": f"'{'0' * 32}'",
        }.items():
            assert refused(f"UPDATE releases_outboxentry SET {column} = {value}"), column

    def test_refuses_delete(self) -> None:
        assert refused("DELETE FROM releases_outboxentry")

    def test_refuses_truncate_or_replace(self) -> None:
        if connection.vendor == "postgresql":
            assert refused("TRUNCATE releases_outboxentry CASCADE")
            return
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers=OFF")
            try:
                assert refused("INSERT OR REPLACE INTO releases_outboxentry SELECT * FROM releases_outboxentry")
                columns = "event_id, kind, destination, payload, generation, created_at, seal"
                again = f"SELECT {columns} FROM releases_outboxentry"
                assert refused(f"INSERT OR REPLACE INTO releases_outboxentry ({columns}) {again}")
            finally:
                cursor.execute("PRAGMA recursive_triggers=ON")

    def test_takes_the_moment_of_delivery(self) -> None:
        assert OutboxEntry.objects.update(delivered_at=AT) == 1
