import pytest

from cms.accounts.models import User
from tests.factories.people import person


@pytest.fixture
def publicist(db: None) -> User:
    return person("publicist")
