"""Requests and tasks are counted by each process, added up, and shown to who has the token and nobody else."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings

from cms.metrics.counting import Measured
from cms.metrics.tasks import task_begins, task_ends
from publishing.releases.models import Alarm
from publishing.status.measuring import measure_store
from publishing.status.tasks import measure_store as task
from tests.factories.people import person
from tests.factories.releases import AT, published

TOKEN = "een-woord-van-ten-minste-32-tekens-lang"
PROJECT = Path(__file__).resolve().parents[3]
Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


@pytest.fixture
def token(settings: Settings) -> None:
    settings.METRICS_TOKEN = TOKEN


def parsed(text: str) -> Samples:
    """Read it as Prometheus does."""
    return {
        (one.name, tuple(sorted(one.labels.items()))): one.value
        for family in text_string_to_metric_families(text)
        for one in family.samples
    }


def asked(client: Client | None = None) -> Samples:
    answer = (client or Client()).get("/metrieken", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return parsed(answer.content.decode())


@pytest.mark.django_db
def test_without_a_token_in_the_settings_there_are_no_metrics() -> None:
    assert Client().get("/metrieken", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("token")
@pytest.mark.parametrize("shown", ["", "Bearer ", "Bearer wrong", TOKEN, f"Bearer {TOKEN}x", "Bearer é"])
def test_who_does_not_show_the_token_gets_nothing(shown: str) -> None:
    answer = Client().get("/metrieken", headers={"Authorization": shown})
    assert (answer.status_code, answer.content) == (401, b"")


@pytest.mark.usefixtures("token", "committed")  # a handler as it is served closes its connection
def test_a_request_is_counted_by_its_view_and_an_unknown_address_makes_no_new_name() -> None:
    application = Measured(WSGIHandler())
    before = asked()
    for path, method in (("/gezondheid/leeft", "GET"), ("/niet/1", "GET"), ("/niet/2", "BREW")):
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80"}
        application(environ | {"wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http"}, lambda *_said: None)
    after = asked()
    grown = {key: value - before.get(key, 0) for key, value in after.items() if value != before.get(key, 0)}
    name = "wegwijzer_http_requests_total"
    live = "cms.config.health.answers.live"
    assert grown[name, (("method", "GET"), ("status", "200"), ("view", live))] == 1
    assert grown[name, (("method", "GET"), ("status", "404"), ("view", "none"))] == 1
    assert grown[name, (("method", "other"), ("status", "404"), ("view", "none"))] == 1
    assert grown["wegwijzer_http_request_duration_seconds_count", (("view", live),)] == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("token")
def test_a_task_is_counted_by_name_and_outcome() -> None:
    key = "wegwijzer_tasks_total", (("outcome", "failure"), ("task", "publishing.status.measure_store"))
    before = asked().get(key, 0)
    task_begins(task_id="een")
    task_ends(task_id="een", task=task, state="FAILURE")
    assert asked()[key] == before + 1


@pytest.mark.django_db
@pytest.mark.usefixtures("token")
def test_how_the_installation_stands_is_found_out_in_the_same_number_of_queries_however_much_there_is() -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        asked()
    published("2026.1", by=person("publicist"))
    size = measure_store(at=AT)
    for number in range(20):
        Alarm.objects.create(subject=f"proef-{number}", message="Proef.", raised_at=AT)
    with CaptureQueriesContext(connection) as many:
        told = asked()
    assert len(few) == len(many) <= 13
    assert told["wegwijzer_alarms_standing", ()] == 20
    assert told["wegwijzer_release_info", (("number", "2026.1"),)] == 1
    assert told["wegwijzer_channel_generation", ()] == 1
    assert told["wegwijzer_store_bytes", ()] == size > 1000
    assert told["wegwijzer_outbox_waiting", ()] == 0
    assert told["wegwijzer_queue_waiting", (("queue", "imports"),)] == 0
    assert told["wegwijzer_work", (("state", "given-up"),)] == 0


def test_a_served_process_counts_its_requests_where_others_find_them(tmp_path: Path) -> None:
    """Loaded as a server loads it: what is imported before the settings would count for itself alone."""
    code = (
        "import io, cms.config.wsgi as served; from cms.metrics import exposing; "
        "environ = {'REQUEST_METHOD': 'GET', 'PATH_INFO': '/gezondheid/leeft', 'SERVER_NAME': 'x', "
        "'SERVER_PORT': '80', 'wsgi.input': io.BytesIO(), 'wsgi.url_scheme': 'http'}; "
        "served.application(environ, lambda *said: None); print(exposing._counted().decode())"
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.config.settings.public",
        "METRICS_TOKEN": TOKEN,
        "METRICS_DIR": str(tmp_path / "metrics"),
        "RELEASE_STORE_URL": (tmp_path / "store").as_uri(),
    }
    run = subprocess.run([sys.executable, "-c", code], env=environment, cwd=PROJECT, check=True, capture_output=True)  # noqa: S603 - our own code
    labels = (("method", "GET"), ("status", "200"), ("view", "cms.config.health.answers.live"))
    assert parsed(run.stdout.decode())["wegwijzer_http_requests_total", labels] == 1
    assert list((tmp_path / "metrics").glob("counter_*.db"))


def test_processes_of_one_installation_count_together(tmp_path: Path) -> None:
    code = (
        "from cms.metrics.folder import count_together_in; from pathlib import Path; "
        f"count_together_in(Path({str(tmp_path)!r})); from cms.metrics import exposing, tasks; "
        "tasks.TASKS.labels('proef', 'success').inc(); print(exposing._counted().decode())"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.config.settings.public"}
    runs = [
        subprocess.run([sys.executable, "-c", code], env=environment, cwd=PROJECT, check=True, capture_output=True)  # noqa: S603 - our own code
        for _ in range(2)
    ]
    key = "wegwijzer_tasks_total", (("outcome", "success"), ("task", "proef"))
    assert [parsed(run.stdout.decode())[key] for run in runs] == [1, 2]
