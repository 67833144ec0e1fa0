import pytest

from cms.accounts.models import User
from cms.accounts.roles import Role
from tests.factories.people import person


@pytest.fixture
def publicist(db: None) -> User:
    return person("publicist", Role.PUBLISHER)
