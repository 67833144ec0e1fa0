"""The one fixture for tests that need committed rows: other connections, other processes, a live server.

It takes the guarding triggers away at the end so that the tables can be emptied (tests/emptying.py). Nothing outside
tests/ can do that.
"""

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import Settings

from publishing.attempts.immutability import GUARD as ATTEMPTED
from publishing.audit.immutability import GUARD as AUDITED
from publishing.guarding.guard import Guard
from publishing.releases.comparing.immutability import GUARD as COMPARED
from publishing.releases.corrections.immutability import GUARD as CORRECTED
from publishing.releases.immutability import GUARD as RELEASED
from publishing.releases.notices.immutability import GUARD as NOTICED
from publishing.releases.previews.immutability import GUARD as PREVIEWED
from publishing.releases.redactions.immutability import GUARD as REDACTED
from publishing.rounds.immutability import GUARD as REVIEWED

GUARDS: tuple[Guard, ...] = (RELEASED, REVIEWED, AUDITED, COMPARED, ATTEMPTED, CORRECTED, NOTICED, REDACTED, PREVIEWED)


@pytest.fixture
def committed(transactional_db: None, settings: Settings) -> Iterator[None]:
    """Give a database in which every write is committed, with what migrations made and nothing else in it."""
    settings.SNAPSHOT_DATABASE = "default"
    for guard in GUARDS:
        guard.install(connection)
    yield
    for guard in GUARDS:
        guard.remove(connection)
