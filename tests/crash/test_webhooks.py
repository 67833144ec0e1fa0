"""A worker that is killed while it tells subscribers: one event each, under one id, and one switching off."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.crash.harness import kill_everywhere, never_reached
from tests.crash.webhooks import WebhookStory
from tests.publishing.webhooks.subscriber import listening

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True, databases=["default", "snapshot"])]


def test_killed_at_any_step_each_subscriber_acts_on_one_event(
    committed: None, settings: Settings, tmp_path: Path
) -> None:
    settings.WEBHOOK_ALLOW_PRIVATE = True
    with listening() as faithful, listening() as gone:
        scenario = WebhookStory(faithful, gone).scenario()
        told = kill_everywhere(scenario, tmp_path)

    assert never_reached(scenario, told) == []
    assert told.outcome == {
        "entries": 2,
        "delivered": True,
        "acted on once": 1,
        "bodies": 1,
        "switched off": True,
        "on record": 1,
        "given up": "given-up",
    }
    assert told.after_a_kill == [(step, told.outcome) for step, _ in told.after_a_kill]
    assert len(faithful.told) > len(faithful.events), "where the answer was lost, it is told again under the same id"
