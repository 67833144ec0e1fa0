"""How the tests of the screens of releases look and ask."""

from typing import Any

from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from cms.accounts.models import User
from publishing.releases.models import Release

LIST, FREEZE = "/admin/uitgaven/", "/admin/uitgaven/bevriezen/"


def at(release: Release, what: str = "show") -> str:
    """Return the address of a screen about ``release``."""
    return reverse(f"uitgaven:{what}", args=[release.digest])


def text_of(client: Client, address: str) -> str:
    """Return the page, on one line."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def said(answer: Any) -> str:
    """Return what the next page will say on top."""
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def browser(user: User) -> Client:
    """Return a browser in which ``user`` has signed in."""
    client = Client()
    client.force_login(user)
    return client
