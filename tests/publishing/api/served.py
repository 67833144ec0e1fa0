"""The public process as it runs: granian with its own settings, and no database variable."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from tests.publishing.api.routes import BASE
from tests.services.ports import free_port

PROJECT = Path(__file__).resolve().parents[3]


def ask(port: int, path: str, method: str = "GET") -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        connection.endheaders()
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


@contextmanager
def public_process(store: str, folder: Path) -> Iterator[int]:
    """Serve the releases in the store with this address, and give the port. What the process says is kept in a log."""
    number = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(number)]
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(PROJECT),
        "DJANGO_SETTINGS_MODULE": "cms.config.settings.public",
        "RELEASE_STORE_URL": store,
    }
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - our own server
            [*command, "--workers", "1", "--blocking-threads", "4", "cms.config.wsgi:application"],
            env=environment,
            cwd=folder,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_it_answers(process, number, log)
        yield number
    finally:
        process.terminate()
        process.wait(20)


def _wait_until_it_answers(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            ask(port, f"{BASE}uitgaven")
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(log.read_text())
