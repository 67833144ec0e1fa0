"""The public process as it runs: granian with its own settings, and no database variable."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from publishing.store.base import Store
from tests.publishing.api.conftest import Releases
from tests.publishing.api.published import FIRST, SECOND, move
from tests.publishing.api.routes import BASE, ROUTES

PROJECT = Path(__file__).resolve().parents[3]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def ask(port: int, path: str, method: str = "GET") -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        connection.endheaders()
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


@pytest.fixture
def port(release_store: Path, tmp_path: Path) -> Iterator[int]:
    number = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(number)]
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(PROJECT),
        "DJANGO_SETTINGS_MODULE": "cms.config.settings.public",
        "RELEASE_STORE_URL": release_store.as_uri(),
    }
    log = tmp_path / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - our own server
            [*command, "--workers", "1", "--blocking-threads", "4", "cms.config.wsgi:application"],
            env=environment,
            cwd=tmp_path,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until_it_answers(process, number, log)
        yield number
    finally:
        process.terminate()
        process.wait(20)


def wait_until_it_answers(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            ask(port, f"{BASE}uitgaven")
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(log.read_text())


def test_every_route_answers_without_a_database(
    port: int, releases: Releases, store: Store, subtests: pytest.Subtests
) -> None:
    for route in ROUTES:
        with subtests.test(route):
            response, body = ask(port, route)
            assert response.status == 200
            assert response.headers["Content-Length"] == str(len(body))
            head, nothing = ask(port, route, "HEAD")
            assert (head.status, nothing) == (200, b"")
            assert head.headers["Content-Length"] == str(len(body))
            assert head.headers["ETag"] == response.headers["ETag"]
    with subtests.test("what is not there"):
        for path in ("/", "/admin/", "/api", f"{BASE}x", f"{BASE}actueel/", "//x", "/api/v1/%00", "/api/v1/../../etc"):
            response, body = ask(port, path)
            assert response.status == 404
            assert response.headers["Content-Type"] == "application/problem+json"
            assert response.headers["API-Version"] == "1.0.0"
    with subtests.test("a new catalogue is seen without a restart"):
        assert ask(port, f"{BASE}actueel")[0].headers["Content-Release"] == SECOND
        move(store, current=FIRST)
        deadline = time.monotonic() + 5
        while ask(port, f"{BASE}actueel")[0].headers["Content-Release"] != FIRST:
            assert time.monotonic() < deadline


def test_the_public_settings_bring_no_workshop_along() -> None:
    code = (
        "import django, sys; django.setup(); import cms.config.public_urls\n"
        "from django.conf import settings\n"
        "assert not settings.DATABASES.get('default', {}).get('NAME'), settings.DATABASES\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'wagtail', 'celery', 'kombu'}))\n"
        "print([name for name in sys.modules if name.startswith(('cms.content', 'cms.accounts', 'exporters'))])"
    )
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "cms.config.settings.public"}
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], env=environment, cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n[]\n", "")
