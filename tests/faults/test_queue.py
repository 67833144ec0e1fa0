"""Redis is flushed with tasks queued: the queue was only a nudge, so the next sweep does all of it, once."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import redis
from celery import Celery
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from publishing.releases.models import Alarm, DeliveryAttempt, OutboxEntry
from publishing.releases.publish import publish_release
from publishing.releases.storage import release_store
from publishing.releases.verify import verify_store
from publishing.store.catalogue import read_catalogue
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import candidate, published
from tests.faults.readers import reading
from tests.services.ports import two_free_ports
from tests.services.running import database_address, until
from tests.services.workers import workers

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("committed")]


@pytest.fixture
def private_redis(tmp_path: Path) -> Iterator[redis.Redis]:
    """Give a Redis of this test's own, which it may flush."""
    port, program = two_free_ports(), shutil.which("redis-server")
    assert program, "redis-server is not there: apt install redis-server"
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(tmp_path)]
    with subprocess.Popen([program, *options], stdout=subprocess.DEVNULL) as process:  # noqa: S603 - our own server
        try:
            with closing(redis.Redis(port=port)) as client:
                until(lambda: _answers(client))
                yield client
        finally:
            process.terminate()


def _answers(client: redis.Redis) -> bool:
    try:
        return bool(client.ping())
    except redis.ConnectionError:
        return False


@pytest.fixture
def sender(private_redis: redis.Redis, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Celery]:
    """Give who sends to a queue on it; workers that are started from here read what this test writes."""
    broker = f"redis://127.0.0.1:{private_redis.connection_pool.connection_kwargs['port']}/0"
    monkeypatch.setenv("CELERY_BROKER_URL", broker)  # it wins from an address that is given to Celery
    monkeypatch.setenv("DATABASE_URL", database_address())
    monkeypatch.setenv("RELEASE_STORE_URL", settings.RELEASE_STORE_URL)
    with Celery("sender", broker=broker, set_as_current=False) as made:
        made.conf.task_default_queue = f"test-{uuid4().hex}"
        yield made


def sweep_twice(sender: Celery, folder: Path) -> None:
    """Send what beat sends every minute, and let a worker do it."""
    task, broker, queue = "publishing.releases.tick", sender.conf.broker_url, sender.conf.task_default_queue
    for _ in range(2):
        sender.send_task(task)
    with workers(["one"], folder=folder, broker_url=broker, queue=queue, include="publishing.releases.tasks") as log:
        done = (line for line in log if f"Task {task}" in line and "succeeded" in line)
        assert [next(done), next(done)]


def test_redis_is_flushed_with_tasks_queued_and_the_sweep_does_them_once(
    private_redis: redis.Redis, sender: Celery, tmp_path: Path
) -> None:
    publicist, now, queue = person("publicist"), timezone.now(), sender.conf.task_default_queue
    old = published("2025.1", by=publicist, at=now - timedelta(hours=1))
    content.definition()
    new = candidate("2026.1")
    with reading() as readers:
        publish_release(number=new.number, by=publicist, at=now - timedelta(minutes=6))
        for _ in range(3):
            sender.send_task("publishing.releases.deliver_outbox")
        assert private_redis.llen(queue) == 3
        private_redis.flushall()
        assert private_redis.llen(queue) == 0
        readers.go_on()
        assert readers.seen == [old.digest]
        said = Client().get("/gezondheid").json()["meldingen"]
        assert said == ["Een aflevering wacht langer dan vijf minuten."]

        sweep_twice(sender, tmp_path / "var")
        readers.see(new.digest)
    assert readers.seen == [old.digest, new.digest]
    assert DeliveryAttempt.objects.filter(entry__generation=2).count() == 1
    assert not OutboxEntry.objects.waiting().exists()
    assert read_catalogue(release_store()).generation == 2
    assert [*Alarm.objects.values_list("message", flat=True)] == []
    assert Client().get("/gezondheid").json()["meldingen"] == []
    assert verify_store() == []
