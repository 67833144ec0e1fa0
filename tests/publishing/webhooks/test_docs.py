"""The code that subscribers copy from docs/webhooks.md: it believes us, and nobody else."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import pytest
from time_machine import travel

from cms.accounts.models import User
from publishing.webhooks.keys import OVERLAP, rotate_key
from publishing.webhooks.schedule import PAUSES
from publishing.webhooks.signing import new_key
from tests.factories.releases import AT, published
from tests.publishing.webhooks.subscriber import QUICK, Site, subscribed
from tests.test_project.tree import ROOT

pytestmark = pytest.mark.django_db

PAGE = (ROOT / "docs" / "webhooks.md").read_text(encoding="utf-8")
Checks = Callable[[Sequence[str], Mapping[str, str], bytes], bool]


@pytest.fixture
def checks() -> Checks:
    """Return what the page tells subscribers to write."""
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102 - our own page
    found: Checks = names["klopt"]
    return found


def test_a_message_of_ours_is_believed_and_any_other_is_not(site: Site, publicist: User, checks: Checks) -> None:
    _, key = subscribed("Kennisnet", site.address, by=publicist)
    published(by=publicist)
    (told,) = site.told
    with travel(AT, tick=False):
        assert checks([key], told.headers, told.body)
        assert not checks([new_key()], told.headers, told.body)
        assert not checks([key], told.headers, told.body + b" ")
        assert not checks([key], {**told.headers, "webhook-id": "ander"}, told.body)
        assert not checks([key], {**told.headers, "webhook-timestamp": "nu"}, told.body)
        assert not checks([key], {**told.headers, "webhook-signature": "v2,x v1,é"}, told.body)
    with travel(AT + timedelta(minutes=6), tick=False):
        assert not checks([key], told.headers, told.body)


def test_during_a_renewal_who_has_either_key_believes_it(site: Site, publicist: User, checks: Checks) -> None:
    subscriber, old = subscribed("Kennisnet", site.address, by=publicist)
    replaced = subscriber.keys.get().pk
    new = rotate_key(subscriber=subscriber, replacing=replaced, at_once=False, by=publicist, at=AT)
    QUICK.send(subscriber, event="een-kenmerk", body=b"{}", at=AT)
    (told,) = site.told
    with travel(AT, tick=False):
        for keys in ([old], [new], [old, new]):
            assert checks(keys, told.headers, told.body)


def test_the_page_says_how_long_it_takes_and_the_code_is_short() -> None:
    assert (len(PAUSES), timedelta(days=3) < sum(PAUSES, timedelta()) < timedelta(days=4)) == (9, True)
    assert timedelta(days=7) == OVERLAP
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert sum(bool(line.strip()) for line in code.splitlines()) <= 16
