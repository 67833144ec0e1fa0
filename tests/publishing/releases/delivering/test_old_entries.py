"""Entries of before there were receivers get an id, a message and a seal when the database is migrated."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from cms.accounts.models import User
from publishing.releases.immutability import GUARD
from publishing.releases.models import OutboxEntry
from publishing.releases.verify import verify_store
from tests.factories.releases import published

pytestmark = pytest.mark.django_db


def test_an_entry_without_them_gets_what_it_would_have_got(publicist: User) -> None:
    published(by=publicist)
    connection.check_constraints()
    GUARD.remove(connection)
    OutboxEntry.objects.update(event_id="00000000-0000-0000-0000-000000000000", payload=b"", seal="")
    import_module("publishing.releases.migrations.0004_entries_for_every_receiver").fill_in(apps, None)
    connection.check_constraints()
    GUARD.install(connection)
    assert verify_store() == []
