"""The Celery application: where tasks go, what they are called, and that beat only asks for tasks that exist."""

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from cms.config.celery import app

BASE = str(Path(__file__).parents[2] / "cms" / "config" / "settings" / "base.py")
OURS = ("cms.", "publishing.", "exporters.")


@pytest.fixture(autouse=True)
def _discovered() -> None:
    app.loader.import_default_modules()


def test_beat_asks_only_for_tasks_that_exist() -> None:
    asked = {entry["task"] for entry in app.conf.beat_schedule.values()}

    assert asked <= set(app.tasks)


def test_every_task_names_itself_after_its_package() -> None:
    """A name that Celery made up follows the module's path, and changes when the file moves."""
    names = [name for name in app.tasks if name.startswith(OURS)]

    assert [name for name in names if ".tasks." in name] == []


def test_tasks_are_json_acknowledged_late_and_keep_no_result() -> None:
    assert app.conf.accept_content == ["json"]
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    assert app.conf.task_ignore_result
    assert app.conf.result_backend is None


def test_a_task_sent_by_a_web_process_goes_to_our_broker(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.config.settings.dev",
        "WEGWIJZER_VAR": str(tmp_path),
        "CELERY_BROKER_URL": "filesystem://localhost",
    }
    code = "import cms.config.wsgi; from tests.services.tasks import append_line; append_line.delay('path', 'line')"
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, timeout=60)  # noqa: S603 - our own code

    (message,) = (tmp_path / "broker" / "messages").iterdir()
    assert "tests.services.append_line" in message.read_text(encoding="utf-8")


def test_redis_hands_out_again_only_what_no_worker_can_still_be_doing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CELERY_BROKER_URL", "redis://127.0.0.1:6379/0")
    settings = runpy.run_path(BASE)

    hard = settings["CELERY_TASK_TIME_LIMIT"]
    assert settings["CELERY_TASK_SOFT_TIME_LIMIT"] < hard
    assert hard < settings["CELERY_BROKER_TRANSPORT_OPTIONS"]["visibility_timeout"]
    assert settings["CELERY_WORKER_PREFETCH_MULTIPLIER"] == 1


def test_two_installations_can_share_a_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CELERY_QUEUE", "acceptatie")

    assert runpy.run_path(BASE)["CELERY_TASK_DEFAULT_QUEUE"] == "acceptatie"
