"""Tasks through real workers, on both brokers: none lost and none doubled, with two workers after the same queue."""

from pathlib import Path
from uuid import uuid4

import pytest
from celery import Celery
from django.conf import settings

from cms.config.broker import use_folders
from tests.services.workers import workers

TASK = "tests.services.append_line"


def lines_after(count: int, *, sender: Celery, folder: Path) -> list[str]:
    """Send tasks, wait until the workers' log tells that each succeeded, and return the lines that they wrote."""
    written = folder / "written"
    written.touch()
    for number in range(count):
        sender.send_task(TASK, [str(written), str(number)])
    done = 0
    queue, broker_url = sender.conf.task_default_queue, sender.conf.broker_url
    names, include = ["one", "two"], "tests.services.tasks"
    with workers(names, folder=folder, broker_url=broker_url, queue=queue, include=include) as log:
        for entry in log:
            done += f"Task {TASK}" in entry and "succeeded" in entry
            if done == count:
                break
    assert done == count
    return sorted(written.read_text(encoding="utf-8").split(), key=int)


def test_every_task_on_the_folder_broker_runs_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CELERY_BROKER_URL", raising=False)  # Celery lets it win from the address given here
    use_folders()
    with Celery("sender", broker="filesystem://localhost", set_as_current=False) as sender:
        sender.conf.broker_transport_options = {"folder": str(tmp_path / "broker")}
        sender.conf.task_default_queue = "wegwijzer"
        lines = lines_after(20, sender=sender, folder=tmp_path)

    assert lines == [str(number) for number in range(20)]
    assert not list((tmp_path / "broker" / "messages").iterdir())


@pytest.mark.services
def test_every_task_on_redis_runs_once(tmp_path: Path) -> None:
    queue = f"test-{uuid4().hex}"
    with Celery("sender", broker=settings.CELERY_BROKER_URL, set_as_current=False) as sender:
        sender.conf.task_default_queue = queue
        lines = lines_after(20, sender=sender, folder=tmp_path)

    assert lines == [str(number) for number in range(20)]
