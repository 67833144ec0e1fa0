"""Who works on the screens of a round, and how."""

from collections.abc import Callable

import pytest
from django.test import Client

from cms.accounts.models import User

Browser = Callable[[User], Client]


@pytest.fixture
def browser() -> Browser:
    """Return a browser in which a person has signed in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in
