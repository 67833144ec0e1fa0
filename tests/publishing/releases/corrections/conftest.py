import pytest

from cms.accounts.models import User
from publishing.releases.corrections.models import Correction
from publishing.releases.models import Release
from tests.factories import corrections


@pytest.fixture
def people(db: None) -> tuple[User, User, User]:
    return corrections.people()


@pytest.fixture
def sanne(people: tuple[User, User, User]) -> User:
    """An editor."""
    return people[0]


@pytest.fixture
def joris(people: tuple[User, User, User]) -> User:
    """A reviewer."""
    return people[1]


@pytest.fixture
def karin(people: tuple[User, User, User]) -> User:
    """A publisher."""
    return people[2]


@pytest.fixture
def base(karin: User) -> Release:
    """2026.1, live."""
    return corrections.base(karin)


@pytest.fixture
def correction(base: Release, sanne: User) -> Correction:
    """A correction on it that changes nothing yet."""
    return corrections.begun(sanne)
