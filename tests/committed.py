"""The one fixture for tests that need committed rows: other connections, other processes, a live server.

It puts back what migrations made, and takes the guarding triggers away at the end so that Django can empty the tables.
Nothing outside tests/ can do that.
"""

from collections.abc import Generator, Iterator
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from pytest_django import Settings
from pytest_django.plugin import blocking_manager_key
from wagtail.models import Locale, Page

from cms.accounts.roles_granted import grant_roles
from cms.content.models import Wegwijzer
from publishing.attempts.immutability import GUARD as ATTEMPTED
from publishing.audit.immutability import GUARD as AUDITED
from publishing.guarding.guard import Guard
from publishing.releases.comparing.immutability import GUARD as COMPARED
from publishing.releases.corrections.immutability import GUARD as CORRECTED
from publishing.releases.immutability import GUARD as RELEASED
from publishing.releases.notices.immutability import GUARD as NOTICED
from publishing.releases.redactions.immutability import GUARD as REDACTED
from publishing.rounds.immutability import GUARD as REVIEWED

GUARDS: tuple[Guard, ...] = (RELEASED, REVIEWED, AUDITED, COMPARED, ATTEMPTED, CORRECTED, NOTICED, REDACTED)


_WAS_GIVEN = pytest.StashKey[bool]()


@pytest.fixture
def committed(transactional_db: None, settings: Settings, request: pytest.FixtureRequest) -> Iterator[None]:
    """Give a database in which every write is committed, with the Wegwijzer root and the roles in it."""
    request.node.stash[_WAS_GIVEN] = True
    settings.SNAPSHOT_DATABASE = "default"
    _put_back_what_migrations_made()
    for guard in GUARDS:
        guard.install(connection)
    yield
    for guard in GUARDS:
        guard.remove(connection)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, Any, Any]:
    """Put back what migrations made as soon as Django emptied the tables: a worker may run any test after this one.

    After the last one the test database is gone, and the connection leads to the real one.
    """
    answer = yield
    if nextitem is not None and item.stash.get(_WAS_GIVEN, default=False):  # not when it was skipped
        with item.config.stash[blocking_manager_key].unblock():
            _put_back_what_migrations_made()
    return answer


def _put_back_what_migrations_made() -> None:
    Locale.objects.get_or_create(language_code="nl")
    if not Wegwijzer.objects.exists():
        if not Page.objects.filter(depth=1).exists():
            Page.add_root(title="Root", slug="root")
        import_module("cms.content.migrations.0002_wegwijzer_root").make_root(apps, None)
    grant_roles()
