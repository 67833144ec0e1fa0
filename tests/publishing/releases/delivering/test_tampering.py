"""An outbox entry that somebody changed, with the database in hands, is named by verify_store."""

from collections.abc import Callable

import pytest
from django.db import connection

from cms.accounts.models import User
from publishing.documents.canonical import canonical_bytes
from publishing.releases.delivering.sealing import seal_of
from publishing.releases.immutability import GUARD
from publishing.releases.models import OutboxEntry
from publishing.releases.verify import verify_store
from tests.factories.releases import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(publicist: User) -> OutboxEntry:
    published(by=publicist)
    return OutboxEntry.objects.get()


def unguarded(change: Callable[[], object]) -> None:
    connection.check_constraints()  # PostgreSQL does not alter a table while checks on it are deferred
    GUARD.remove(connection)
    change()
    connection.check_constraints()
    GUARD.install(connection)


@pytest.mark.parametrize(
    "changed",
    [
        {"payload": b"{}"},
        {"destination": "https://elders.example/"},
        {"generation": 7},
        {"seal": "0" * 64},
        {"event_id": "00000000-0000-0000-0000-000000000000"},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_changed_entry_is_named(entry: OutboxEntry, changed: dict[str, object]) -> None:
    assert verify_store() == []
    unguarded(lambda: OutboxEntry.objects.update(**changed))
    assert "is niet wat er bij de gebeurtenis is vastgelegd" in [one.problem for one in verify_store()]


def test_another_message_is_named_though_somebody_sealed_it_anew(entry: OutboxEntry) -> None:
    entry.payload = canonical_bytes({"id": str(entry.event_id), "uitgave": "2030.1"})
    unguarded(lambda: OutboxEntry.objects.update(payload=entry.payload, seal=seal_of(entry)))
    assert [one.problem for one in verify_store()] == ["vertelt iets anders dan er is gebeurd"]


def test_an_entry_of_no_move_is_named_though_it_is_sealed(entry: OutboxEntry) -> None:
    made = OutboxEntry(
        event_id="00000000-0000-0000-0000-000000000001",
        kind="webhook",
        payload=b"{}",
        generation=1,
        created_at=entry.created_at,
        delivered_at=entry.created_at,
    )
    made.seal = seal_of(made)
    made.save()
    assert [one.problem for one in verify_store()] == ["hoort bij geen gebeurtenis"]


def test_an_entry_that_was_taken_away_is_named(entry: OutboxEntry) -> None:
    def take_away() -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM releases_deliveryattempt")
            cursor.execute("DELETE FROM releases_outboxentry")

    unguarded(take_away)
    assert [one.problem for one in verify_store()] == ["is nooit aan de catalogus verteld"]
