"""``python -m cms.config.services``, started for real and left by nobody."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import redis
from django.conf import settings
from django.db import connection

from tests.s3.fixtures import Bucket
from tests.services.ports import two_free_ports

LIMIT = 120.0  # seconds until what hangs is killed


class Services(NamedTuple):
    """What runs, where it listens (the public API one further), and which queue and environment are its own."""

    process: "subprocess.Popen[str]"
    port: int
    queue: str
    said: str

    def children(self) -> list[int]:
        """Return the processes of the five parts, in the order in which they were started."""
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def public(self, path: str) -> tuple[int, bytes]:
        """Ask the public API and return status and body."""
        client = HTTPConnection("127.0.0.1", self.port + 1, timeout=30)
        try:
            client.request("GET", path)
            response = client.getresponse()
            return response.status, response.read()
        finally:
            client.close()


def database_address() -> str:
    """Return the address of the database that this test's rows are in."""
    held = connection.settings_dict
    password = f":{held['PASSWORD']}" if held["PASSWORD"] else ""
    return f"postgres://{held['USER']}{password}@{held['HOST']}:{held['PORT'] or 5432}/{held['NAME']}"


def until(done: Callable[[], bool]) -> None:
    """Ask until it is so; raise AssertionError when it takes longer than LIMIT."""
    end = time.monotonic() + LIMIT
    while not done():
        assert time.monotonic() < end, f"not within {LIMIT:.0f} seconds"


@contextmanager
def services(bucket: Bucket, folder: Path) -> Iterator[Services]:
    """Start all five processes and give them when they answer; kill what still runs at the end."""
    port, queue = two_free_ports(), f"test-{uuid4().hex}"
    (folder / "static").mkdir(parents=True)  # as make does: without it whitenoise warns
    environment = {
        **os.environ,
        **bucket.environment,
        "DJANGO_SETTINGS_MODULE": "cms.config.settings.dev",
        "WEGWIJZER_VAR": str(folder),
        "DATABASE_URL": database_address(),
        "CELERY_BROKER_URL": settings.CELERY_BROKER_URL,
        "CELERY_QUEUE": queue,
        "RELEASE_STORE_URL": f"s3://{bucket.name}/wegwijzer",
    }
    process = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "cms.config.services", "--port", str(port)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    limit = threading.Timer(LIMIT, process.kill)
    limit.start()
    try:
        assert process.stdout
        yield Services(process, port, queue, process.stdout.readline())
    finally:
        limit.cancel()
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=60)
        with redis.Redis.from_url(settings.CELERY_BROKER_URL) as broker:
            broker.delete(queue, f"_kombu.binding.{queue}", f"_kombu.binding_permanent.{queue}")
