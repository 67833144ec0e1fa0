"""A new version of the software goes live by a reload, with the options of our unit, and loses no request."""

import http.client
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.ports import free_port

UNIT = Path(__file__).parents[2] / "deploy/systemd/wegwijzer-admin.service"
WORKERS = 2  # of our unit
VERSION = """
import os
def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain"), ("Process", str(os.getpid()))])
    return [b"%s"]
"""
LONGEST = 60.0  # seconds


def told_by(port: int) -> tuple[str, str]:
    """Return the version that answered, and the key of its process."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/")
        response = connection.getresponse()
        return response.read().decode(), response.headers["Process"]
    finally:
        connection.close()


def answers_until(port: int, version: str, count: int) -> list[str]:
    """Return every answer until ``version`` answered ``count`` times; a request that fails, fails the test."""
    answers: list[str] = []
    end = time.monotonic() + LONGEST
    while answers.count(version) < count:
        assert time.monotonic() < end
        answers.append(told_by(port)[0])
    return answers


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Serve version one with the command line of the unit, on another port and another application."""
    (tmp_path / "served.py").write_text(VERSION % "one")
    started = re.search(r"^ExecStart=\S+ (.*)$", UNIT.read_text(encoding="utf-8"), re.MULTILINE)
    assert started is not None
    port = free_port()
    told = started[1].replace("--port 8000", f"--port {port}").replace("cms.config.wsgi", "served")
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, *shlex.split(told)]
    with subprocess.Popen(command, cwd=tmp_path, env=environment) as running:  # noqa: S603 - of our unit
        end = time.monotonic() + LONGEST
        loaded: set[str] = set()
        while len(loaded) < WORKERS:  # one that begins later reads the newer file
            assert time.monotonic() < end
            loaded |= _answering(port)
        yield running, port
        running.terminate()


def _answering(port: int) -> set[str]:
    try:
        return {told_by(port)[1]}
    except OSError:
        return set()


def test_no_request_is_lost_while_the_new_version_takes_over(
    served: tuple[subprocess.Popen[bytes], int], tmp_path: Path
) -> None:
    running, port = served
    assert f"--workers {WORKERS} " in UNIT.read_text(encoding="utf-8")
    assert "ExecReload=/bin/kill -HUP $MAINPID" in UNIT.read_text(encoding="utf-8")
    (tmp_path / "served.py").write_text(VERSION % "two, newer")
    assert set(answers_until(port, "one", 50)) == {"one"}  # what runs does not change by itself
    running.send_signal(signal.SIGHUP)
    answers = answers_until(port, "two, newer", 300)
    assert set(answers) <= {"one", "two, newer"}
    assert running.poll() is None
