"""``make services`` as it runs: on PostgreSQL, Redis and an S3, with the public API as a process of its own."""

import os
import signal
from pathlib import Path

import pytest
from celery import Celery
from django.conf import settings as django_settings
from django.utils import timezone
from pytest_django import Settings

from cms.config.supervisor import require_port
from publishing.releases.models import OutboxEntry
from publishing.releases.publish import publish_release
from publishing.releases.storage import release_store
from publishing.store.layout import candidate_pack
from tests.factories.people import person
from tests.factories.releases import candidate
from tests.s3.fixtures import Bucket
from tests.services.running import services, until
from tests.test_project.test_serve import living_in

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def environment_of(pid: int) -> dict[str, str]:
    entries = Path(f"/proc/{pid}/environ").read_text().split("\0")
    return dict(entry.split("=", 1) for entry in entries if "=" in entry)


@pytest.mark.usefixtures("committed")
def test_a_release_goes_through_the_workers_to_the_public_process(
    settings: Settings, bucket: Bucket, tmp_path: Path
) -> None:
    settings.RELEASE_STORE_URL = f"s3://{bucket.name}/wegwijzer"
    settings.RELEASE_STORE_COPIES = tmp_path / "copies"
    publicist, made = person("publicist"), candidate()
    with services(bucket, tmp_path / "var") as running:
        assert "with two workers and beat" in running.said
        assert running.public("/api/v1/actueel")[0] == 404
        with Celery("sender", broker=django_settings.CELERY_BROKER_URL, set_as_current=False) as sender:
            sender.conf.task_default_queue = running.queue
            sender.send_task("publishing.releases.build_pack", [made.pk])
            until(lambda: release_store().exists(candidate_pack(made.digest)))
            publish_release(number=made.number, by=publicist, at=timezone.now())
            sender.send_task("publishing.releases.deliver_outbox")
        until(lambda: running.public("/api/v1/actueel")[0] == 200)
        status, manifest = running.public(f"/api/v1/uitgaven/{made.number}/manifest")
        children = running.children()
        public = environment_of(children[1])
        running.process.send_signal(signal.SIGINT)
        running.process.communicate(timeout=60)

    assert (status, manifest) == (200, bytes(made.manifest))
    assert not OutboxEntry.objects.waiting().exists()
    assert public["DJANGO_SETTINGS_MODULE"] == "cms.config.settings.public"
    assert not {"DATABASE_URL", "CELERY_BROKER_URL"} & set(public)
    assert running.process.returncode == 0
    assert len(children) == 5
    assert [living_in(child) for child in children] == [[]] * 5
    for port in (running.port, running.port + 1):
        require_port(port)


@pytest.mark.usefixtures("committed")
def test_when_a_worker_is_killed_all_stops_and_it_is_named(bucket: Bucket, tmp_path: Path) -> None:
    with services(bucket, tmp_path / "var") as running:
        children = running.children()
        os.kill(children[3], signal.SIGKILL)
        said, _ = running.process.communicate(timeout=60)

    assert "The second worker ended with exit code -9; the rest was stopped." in said
    assert running.process.returncode == 1
    until(lambda: not any(living_in(child) for child in children))
