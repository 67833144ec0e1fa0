"""The committed contract is what this code serves, and breaks nobody who uses the one last released."""

import json

import pytest
from django.test import Client

from publishing.api.openapi.compatibility import breaks
from tests.publishing.api.contract.files import CURRENT, FOLDER, RELEASED, committed, contract

AGAIN = "run python -m tests.publishing.api.contract, and look at what changed"


@pytest.mark.usefixtures("releases")
@pytest.mark.parametrize("api", ["public"], indirect=True)
def test_what_is_committed_is_what_is_served(api: Client, subtests: pytest.Subtests) -> None:
    served, held = dict(contract(api)), committed()
    assert set(served) == set(held), AGAIN
    for name, body in served.items():
        with subtests.test(name):
            assert held[name] == body, AGAIN


def test_no_client_of_the_released_contract_breaks() -> None:
    old, new = (json.loads((FOLDER / name).read_bytes()) for name in (RELEASED, CURRENT))
    assert breaks(old, new) == [], "raise the major version, or keep what clients use"
