"""The embedded default, which serves the workshop too, answers at the API's addresses as the public process does."""

from typing import NamedTuple

import pytest
from django.test import Client
from pytest_django import Settings

from publishing.api.framework import REST_FRAMEWORK
from tests.answers import let_go
from tests.publishing.api.conftest import run_publicly
from tests.publishing.api.routes import BASE, ROUTES

# What there is, and what there is not.
ADDRESSES = [*ROUTES, f"{BASE}uitgaven/1999.1", f"{BASE}actueel/domeinen/onbekend", f"{BASE}actueel?onbekend=1"]
# What a process adds in which people sign in too, to every answer and to one without content; of what the API says
# itself it changes nothing.
BESIDE = {"Permissions-Policy", "Cross-Origin-Opener-Policy"}
BESIDE_NO_CONTENT = {204: {"Cache-Control"}}


class Said(NamedTuple):
    """An answer, byte for byte."""

    status: int
    headers: dict[str, str]
    body: bytes


def _asked(method: str, headers: dict[str, str]) -> dict[str, Said]:
    """Return what is said at each address."""
    client, said = Client(raise_request_exception=False), {}
    for address in ADDRESSES:
        answer = client.generic(method, address, headers=headers)
        body = answer.getvalue() if answer.streaming else answer.content
        beside = BESIDE | BESIDE_NO_CONTENT.get(answer.status_code, set())
        told = {name: value for name, value in answer.items() if name not in beside}
        said[address] = Said(answer.status_code, told, body)
        let_go(answer)
    return said


@pytest.mark.usefixtures("releases")
@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", {}),
        ("GET", {"Accept-Encoding": "gzip, br"}),
        ("GET", {"Accept": "text/html"}),
        ("GET", {"If-None-Match": "*"}),
        ("GET", {"Origin": "https://school.example"}),
        ("HEAD", {}),
        ("OPTIONS", {}),
        ("OPTIONS", {"Origin": "https://school.example", "Access-Control-Request-Method": "GET"}),
        ("POST", {}),
        ("BREW", {}),
    ],
)
def test_both_ways_give_the_same_answer_to_everything_published(
    settings: Settings, subtests: pytest.Subtests, method: str, headers: dict[str, str]
) -> None:
    settings.REST_FRAMEWORK = REST_FRAMEWORK
    embedded = _asked(method, headers)
    run_publicly(settings)

    assert len(embedded) == len(ADDRESSES) > 50
    for address, public in _asked(method, headers).items():
        with subtests.test(address):
            assert embedded[address] == public
            assert public.status not in {204, 304} or not public.headers.keys() & {"Content-Length", "Content-Type"}
