import pytest

from cms.accounts.models import User
from cms.accounts.roles import Role
from tests.factories.people import person


@pytest.fixture
def sanne(db: None) -> User:
    """An editor who also reviews."""
    return person("sanne", Role.EDITOR, Role.REVIEWER)


@pytest.fixture
def joris(db: None) -> User:
    """A reviewer."""
    return person("joris", Role.REVIEWER)


@pytest.fixture
def karin(db: None) -> User:
    """A publisher who also edits."""
    return person("karin", Role.PUBLISHER, Role.EDITOR)
