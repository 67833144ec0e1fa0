"""Nothing is erased but by two people who said so: every other way is refused by the database itself."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction

from cms.accounts.models import User
from publishing.releases.immutability import GUARD as RELEASED
from publishing.releases.redactions.erasing import confirm_redaction
from publishing.releases.redactions.immutability import GUARD
from publishing.releases.redactions.models import Clearance, Redaction, RedactionRefusal, RedactionRequest
from publishing.releases.redactions.requesting import refuse_redaction
from publishing.releases.verify import verify_store
from tests.factories.notices import LATER, asked_to_erase, digest_of, erased
from tests.publishing.releases.redactions.conftest import Held

pytestmark = pytest.mark.django_db

ITEM = ("begrip", "prestatiedruk")
TABLE = "releases_documentbody"


def refused(sql: str, *values: Any, match: str) -> None:
    connection.check_constraints()  # PostgreSQL does not truncate a table while checks on it are deferred
    with pytest.raises(DatabaseError, match=match), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def insert(request: RedactionRequest, *, match: str, **other: Any) -> None:
    """Try to write a redaction past the service."""
    values = {
        "request": request,
        "document_id": request.document_id,
        "requested_by": request.by,
        "confirmed_at": LATER,
        **other,
    }
    with pytest.raises(DatabaseError, match=match), transaction.atomic():
        Redaction.objects.create(**values)


class TestTheBytes:
    """Of a document."""

    @pytest.mark.parametrize("asked", [False, True])
    def test_are_not_emptied_without_a_redaction(self, held: Held, karin: User, *, asked: bool) -> None:
        digest = digest_of(held.first, *ITEM)
        if asked:
            asked_to_erase(held.first, *ITEM, by=karin)
        refused(f"UPDATE {TABLE} SET body = %s WHERE digest = %s", b"", digest, match="never change")

    def test_of_a_redaction_are_emptied_and_nothing_else(self, held: Held, karin: User, joris: User) -> None:
        redaction = erased(held.first, *ITEM, by=karin, confirmed_by=joris)
        digest = redaction.document_id
        for value in (b"iets anders", b"x", None):
            refused(f"UPDATE {TABLE} SET body = %s WHERE digest = %s", value, digest, match="never change|null|NULL")
        refused(f"UPDATE {TABLE} SET digest = %s WHERE digest = %s", "0" * 64, digest, match="never change")
        refused(
            f"UPDATE {TABLE} SET digest = %s, body = %s WHERE digest = %s", "0" * 64, b"", digest, match="never change"
        )
        refused(f"DELETE FROM {TABLE} WHERE digest = %s", digest, match="never change")

    def test_of_another_document_are_not_emptied_beside_it(self, held: Held, karin: User, joris: User) -> None:
        erased(held.first, *ITEM, by=karin, confirmed_by=joris)
        refused(f"UPDATE {TABLE} SET body = %s", b"", match="never change")

    def test_are_not_truncated_or_replaced(self, held: Held, karin: User, joris: User) -> None:
        digest = erased(held.first, *ITEM, by=karin, confirmed_by=joris).document_id
        if connection.vendor == "postgresql":
            refused(f"TRUNCATE {TABLE} CASCADE", match="never change")
            taken = f"INSERT INTO {TABLE} VALUES (%s, %s) ON CONFLICT (digest) DO UPDATE SET body = EXCLUDED.body"
        else:
            taken = f"INSERT OR REPLACE INTO {TABLE} VALUES (%s, %s)"
        refused(taken, digest, b"terug", match="never change")

    def test_emptied_by_who_has_the_database_in_hands_are_reported(self, held: Held) -> None:
        digest = digest_of(held.first, *ITEM)
        connection.check_constraints()
        with connection.cursor() as cursor:
            name = f"{TABLE}_refuse_{'change' if connection.vendor == 'postgresql' else 'update'}"
            on = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{on}")
            cursor.execute(f"UPDATE {TABLE} SET body = %s WHERE digest = %s", [b"", digest])
        RELEASED.install(connection)
        assert {one.problem for one in verify_store()} == {"de bytes in de database kloppen niet met de vingerafdruk"}

    def test_that_a_redaction_left_standing_are_reported(self, held: Held, karin: User, joris: User) -> None:
        request = asked_to_erase(held.first, *ITEM, by=karin)
        Redaction.objects.create(
            request=request, document=request.document, requested_by=karin, confirmed_by=joris, confirmed_at=LATER
        )
        found = {one.problem for one in verify_store() if one.where.startswith("document")}
        assert found == {"is gewist verklaard en staat er nog"}


class TestARedaction:
    """Written past the service."""

    def test_by_one_person_is_refused(self, held: Held, karin: User) -> None:
        request = asked_to_erase(held.first, *ITEM, by=karin)
        insert(request, confirmed_by=karin, match="redaction_by_two_people")

    def test_in_the_name_of_somebody_who_did_not_ask_is_refused(self, held: Held, karin: User, joris: User) -> None:
        request = asked_to_erase(held.first, *ITEM, by=karin)
        insert(request, requested_by=joris, confirmed_by=karin, match="confirms the request of somebody else")

    def test_of_another_document_is_refused(self, held: Held, karin: User, joris: User) -> None:
        request = asked_to_erase(held.first, *ITEM, by=karin)
        other = digest_of(held.first, "begrip", "rust")
        insert(request, document_id=other, confirmed_by=joris, match="confirms the request of somebody else")

    def test_of_a_refused_request_is_refused_and_the_other_way_round(
        self, held: Held, karin: User, joris: User
    ) -> None:
        request = asked_to_erase(held.first, *ITEM, by=karin)
        refuse_redaction(request=request, reason="Niet nodig.", by=joris, at=LATER)
        insert(request, confirmed_by=joris, match="confirms the request of somebody else")
        again = asked_to_erase(held.first, *ITEM, by=karin)
        confirm_redaction(request=again, by=joris, at=LATER)
        with pytest.raises(DatabaseError, match="confirmed request is not refused"), transaction.atomic():
            RedactionRefusal.objects.create(request=again, reason="x", by=joris, at=LATER)

    def test_without_people_is_refused(self, held: Held, karin: User, joris: User) -> None:
        request = asked_to_erase(held.first, *ITEM, by=karin)
        insert(request, confirmed_by=None, match="(?i)null")

    def test_without_a_reason_is_refused(self, held: Held, karin: User) -> None:
        request = asked_to_erase(held.first, *ITEM, by=karin)
        values = {"document_id": request.document_id, "kind": "begrip", "public_id": "x", "ground": "rights"}
        with pytest.raises(DatabaseError, match="redaction_request_has_a_reason"), transaction.atomic():
            RedactionRequest.objects.create(**values, reason="", by=karin, at=LATER)
        with pytest.raises(DatabaseError, match="redaction_refusal_has_a_reason"), transaction.atomic():
            RedactionRefusal.objects.create(request=request, reason="", by=karin, at=LATER)


@pytest.mark.parametrize("model", GUARD.models, ids=lambda model: model.__name__)
def test_no_row_of_it_changes_or_goes(held: Held, karin: User, joris: User, model: type[models.Model]) -> None:
    other = asked_to_erase(held.first, "begrip", "rust", by=karin)
    refuse_redaction(request=other, reason="Niet nodig.", by=joris, at=LATER)
    redaction = erased(held.first, *ITEM, by=karin, confirmed_by=joris)
    assert model._default_manager.exists()
    table = model._meta.db_table
    refused(f"UPDATE {table} SET id = id", match="redactions never change")
    refused(f"DELETE FROM {table}", match="redactions never change")
    if connection.vendor == "postgresql":
        refused(f"TRUNCATE {table} CASCADE", match="redactions never change")
    else:
        refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}", match="redactions never change|somebody else")
    assert Clearance.objects.get(redaction=redaction).at == LATER
