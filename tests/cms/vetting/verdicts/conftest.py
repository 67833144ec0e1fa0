"""Two people, one intervention, and a round that is open."""

from collections.abc import Iterator

import pytest

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Intervention
from cms.vetting.rounds import OpenRound
from tests.factories import content
from tests.factories.people import person
from tests.factories.verdicts import open_round


@pytest.fixture
def sanne(db: None) -> User:
    return person("sanne", Role.EDITOR)


@pytest.fixture
def joris(db: None) -> User:
    return person("joris", Role.REVIEWER)


@pytest.fixture
def intervention(db: None) -> Intervention:
    found = content.intervention("Rustig Leren")
    content.observation(found)
    return found


@pytest.fixture
def round_2026() -> Iterator[OpenRound]:
    with open_round() as now:
        yield now
