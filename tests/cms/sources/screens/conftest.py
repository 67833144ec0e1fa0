"""Somebody who decides on plans, in a browser."""

import pytest
from django.test import Client

from cms.accounts.models import User
from cms.accounts.roles import Role
from tests.factories.people import person


@pytest.fixture
def editor(db: None) -> User:
    """Return an editor, who may decide."""
    return person("redacteur", Role.EDITOR)


@pytest.fixture
def desk(editor: User) -> Client:
    """Return the browser of the editor."""
    client = Client()
    client.force_login(editor)
    return client
