"""A person at the page of an item, without a browser around it."""

from typing import Any

from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from cms.accounts.models import User
from publishing.rounds.current import read_one
from publishing.rounds.models import Round
from tests.factories.rounds import DAY, item_of


def browser(user: User) -> Client:
    """Return a browser in which ``user`` has signed in."""
    client = Client()
    client.force_login(user)
    return client


def post(round: Round, item: Any, what: str, user: User, query: str = "", **sent: Any) -> Any:
    """Send a form of the page of ``item``; ``query`` is the way back to the list."""
    return browser(user).post(reverse(f"rondeitem:{what}", args=[item_of(round, item).pk]) + query, sent)


def digest(item: Any, kind: str = "begrip") -> str:
    """Return the digest of what ``item`` is now."""
    current = read_one(kind, item.uid, DAY)
    assert current is not None
    return current.digest


def told(answer: Any) -> str:
    """Return what the next page will say on top."""
    return " ".join(str(message) for message in get_messages(answer.wsgi_request)).strip()
