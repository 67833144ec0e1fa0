import pytest

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Definition
from publishing.rounds.models import Round
from tests.factories import content
from tests.factories.people import person
from tests.factories.rounds import opened_on_release


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


@pytest.fixture
def definition(db: None) -> Definition:
    """What a round on a release is about."""
    return content.definition()


@pytest.fixture
def on_release(definition: Definition, karin: User) -> Round:
    """An open round on a real release, whose texts can be read back."""
    return opened_on_release(karin)
