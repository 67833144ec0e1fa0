import pytest

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.releases.models import Release
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import candidate


@pytest.fixture
def karin(db: None) -> User:
    return person("karin", Role.PUBLISHER)


@pytest.fixture
def joris(db: None) -> User:
    return person("joris", Role.REVIEWER)


@pytest.fixture
def release(db: None) -> Release:
    """A candidate that two people approved."""
    content.definition()
    return candidate()
