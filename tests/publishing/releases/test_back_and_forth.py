"""Rolled back and forward again, every address has the bytes that it had."""

import pytest

from cms.accounts.models import User
from publishing.releases.outbox import deliver_outbox
from publishing.releases.rollback import rollback_release
from tests.factories import content
from tests.factories.public import everything
from tests.factories.releases import AT, published

pytestmark = pytest.mark.django_db


def test_rolled_back_and_forward_again_every_address_has_the_same_bytes(publicist: User) -> None:
    content.recommendation(content.domain(), interventions={content.intervention(): "<p>a</p>"})
    published("2025.1", by=publicist)
    at_first = everything()
    content.definition()
    published("2026.1", by=publicist)
    before = everything()
    pinned = {address for address in before if "/uitgaven/20" in address and address.count("/") > 4}  # what they hold

    rollback_release(number="2025.1", reason="Proef.", by=publicist, at=AT)
    deliver_outbox(at=AT)
    back = everything()
    current = {address for address in at_first if "/actueel" in address}
    assert {address: back[address] for address in current} == {address: at_first[address] for address in current}
    assert {address: back[address] for address in pinned} == {address: before[address] for address in pinned}

    rollback_release(number="2026.1", reason="Toch goed.", by=publicist, at=AT)
    deliver_outbox(at=AT)
    assert everything() == before
