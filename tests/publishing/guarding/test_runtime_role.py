"""The role that the application runs as (docs/running.md): it writes rows, and gets past no guard."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, models, transaction

from publishing.audit.models import AuditEvent
from publishing.releases.immutability import GUARDED
from publishing.releases.models import OutboxEntry
from tests.emptying import GUARDS
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import published

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

TABLES = sorted({trigger.table for guard in GUARDS for trigger in guard.triggers("postgresql")})
WRITTEN: tuple[type[models.Model], ...] = (*GUARDED[:-2], AuditEvent, OutboxEntry)  # by a publication
FILLED = [model._meta.db_table for model in WRITTEN]


def said(sql: str) -> str:
    """Return why the database refused, empty when it did not."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except DatabaseError as error:
        return str(error)
    return ""


@pytest.fixture
def as_runtime(db: None) -> Iterator[None]:
    """Publish a release, then become a role with the rights that docs/running.md gives."""
    content.definition()
    published(by=person())
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE wegwijzer_of_a_test")
        cursor.execute("GRANT wegwijzer_of_a_test TO CURRENT_USER")
        cursor.execute("GRANT USAGE ON SCHEMA public TO wegwijzer_of_a_test")
        cursor.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO wegwijzer_of_a_test")
        cursor.execute("SET LOCAL ROLE wegwijzer_of_a_test")
        yield
        cursor.execute("RESET ROLE")


@pytest.mark.usefixtures("as_runtime")
def test_it_changes_and_takes_away_no_released_row_and_no_guard() -> None:
    for table in FILLED:
        assert "never change" in said(f"DELETE FROM {table}"), table
        changed = "kind" if table == "releases_outboxentry" else "id"
        changed = "body" if table == "releases_documentbody" else changed
        value = "'anders'" if changed == "kind" else changed
        assert "never change" in said(f"UPDATE {table} SET {changed} = {value}"), table
    for table in TABLES:
        assert "permission denied" in said(f"TRUNCATE {table} CASCADE"), table
        assert "must be owner" in said(f"ALTER TABLE {table} DISABLE TRIGGER ALL"), table
        assert "must be owner" in said(f"DROP TABLE {table}"), table
    assert "permission denied" in said("SET LOCAL session_replication_role = 'replica'")


@pytest.mark.usefixtures("as_runtime")
def test_it_reads_and_adds() -> None:
    assert said("SELECT * FROM releases_release") == ""
    assert said("INSERT INTO releases_documentbody (digest, body) VALUES ('x', '')") == ""
