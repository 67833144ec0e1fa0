from collections.abc import Iterator

import pytest
from pytest_django import Settings

from cms.accounts.models import User
from publishing.releases.delivering.receivers import RECEIVERS
from publishing.webhooks.receiver import KIND, WebhookReceiver
from tests.factories.people import person
from tests.factories.releases import AT
from tests.publishing.webhooks.subscriber import QUICK, Site, listening


@pytest.fixture
def publicist(db: None) -> User:
    return person("publicist")


@pytest.fixture
def site(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Give the site of a subscriber on this machine, where the receiver may go."""
    settings.WEBHOOK_ALLOW_PRIVATE = True
    monkeypatch.setitem(RECEIVERS, KIND, WebhookReceiver(clock=lambda: AT, sender=lambda: QUICK))
    with listening() as site:
        yield site
