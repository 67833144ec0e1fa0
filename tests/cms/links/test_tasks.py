"""The task: off by default, and when it is on it goes on until all is visited."""

import pytest
from celery import Celery
from pytest_django import Settings

from cms.config.celery import app
from cms.links import tasks
from cms.links.models import CheckedLink
from cms.links.services import Pace
from tests.cms.links.server import LocalServer
from tests.factories import content

pytestmark = pytest.mark.django_db


@pytest.fixture
def switched_on(settings: Settings) -> None:
    """Switch the check on for this machine, without pauses."""
    settings.LINK_CHECK = settings.LINK_CHECK_ALLOW_PRIVATE = True
    settings.LINK_CHECK_SECONDS_PER_HOST = 0


def test_by_default_nothing_is_visited_and_nothing_written(server: LocalServer, settings: Settings) -> None:
    content.reference(url=server.on("/", 200))

    assert settings.LINK_CHECK is False
    assert settings.LINK_CHECK_ALLOW_PRIVATE is False
    assert tasks.check_links() == 0
    assert server.asked == []
    assert not CheckedLink.objects.exists()


@pytest.mark.usefixtures("switched_on")
def test_switched_on_it_visits_and_says_who_it_is(server: LocalServer) -> None:
    content.reference(url=server.on("/", 200))

    assert tasks.check_links() == 1
    assert CheckedLink.objects.get().status == "in-orde"
    agent = server.asked[0].headers["user-agent"]
    assert agent == "Wegwijzer-linkcontrole/1 (+https://wegwijzer.example/contact)"


@pytest.mark.usefixtures("switched_on")
def test_without_a_word_about_private_addresses_this_machine_is_refused(
    server: LocalServer, settings: Settings
) -> None:
    settings.LINK_CHECK_ALLOW_PRIVATE = False
    content.reference(url="http://127.0.0.1/")

    tasks.check_links()

    assert CheckedLink.objects.get().status == "geweigerd"
    assert server.asked == []


@pytest.mark.usefixtures("switched_on")
def test_while_there_is_more_the_next_batch_queues(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "PACE", Pace(addresses=2))
    for number in range(5):
        content.reference(f"Bron {number}", url=server.on(f"/{number}", 200))

    tasks.check_links()  # tasks are eager here

    assert CheckedLink.objects.filter(status="in-orde").count() == 5
    assert len(server.asked) == 5


def test_beat_asks_for_it_every_hour() -> None:
    assert isinstance(app, Celery)
    entry = app.conf.beat_schedule["check links"]

    assert (entry["task"], entry["schedule"]) == ("cms.links.check_links", 3600.0)
