"""What the answers of the workshop say of themselves, whoever asks and wherever."""

import re

import pytest
from django.test import Client

from cms.accounts.roles import Role
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db
OWN = {"/api/v1/actueel", "/voorbeeld/"}
EVERYWHERE = ["/admin/", "/aanmelden/login/", "/gezondheid", "/.well-known/security.txt", "/bestaat-niet", "/", *OWN]


def directives(policy: str) -> dict[str, set[str]]:
    return {name: set(values) for name, *values in (part.split() for part in policy.split(";"))}


@pytest.mark.parametrize("address", EVERYWHERE)
def test_every_answer_says_what_it_may_load_and_nothing_from_elsewhere(address: str) -> None:
    policy = directives(signed_in(Role.EDITOR).get(address).headers["Content-Security-Policy"])
    assert policy["default-src"] == {"'none'"}
    allowed = set().union(*policy.values())
    assert not [source for source in allowed if re.search(r"\.|\*|https?:", source)]


@pytest.mark.parametrize("address", ["/aanmelden/login/", "/bestaat-niet", "/gezondheid", "/voorbeeld/"])
def test_only_the_admin_may_run_scripts_that_stand_in_a_page(address: str) -> None:
    policy = directives(Client().get(address).headers["Content-Security-Policy"])
    assert "'unsafe-inline'" not in policy.get("script-src", set())
    assert policy["frame-ancestors"] == {"'none'"}


@pytest.mark.parametrize("address", ["/admin/", "/aanmelden/login/", "/bestaat-niet"])
def test_nobody_keeps_a_page_of_the_workshop(address: str) -> None:
    kept = signed_in(Role.EDITOR).get(address).headers["Cache-Control"]
    assert {"no-store", "private"} & set(re.split(r",\s*", kept))
