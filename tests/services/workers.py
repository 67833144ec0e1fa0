"""Real Celery workers, as processes of their own."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

SECONDS = 60


@contextmanager
def workers(names: list[str], *, folder: Path, broker_url: str, queue: str, include: str) -> Iterator[IO[str]]:
    """Run one worker per name; give their common log to read. A worker that hangs is killed, which ends the log."""
    reading, writing = os.pipe()
    command = [sys.executable, "-W", "ignore:You're running", "-m", "celery", "--quiet"]
    command += ["-A", "cms.config.celery", "worker", "--concurrency", "1"]
    command += ["--without-gossip", "--without-mingle", "-Q", queue, "--include", include]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.config.settings.dev",
        "WEGWIJZER_VAR": str(folder),
        "CELERY_BROKER_URL": broker_url,
        "LOG_LEVEL": "INFO",  # what succeeded is told from there
    }
    processes: list[subprocess.Popen[bytes]] = []
    with ExitStack() as stack:
        log = stack.enter_context(os.fdopen(reading, encoding="utf-8"))
        for name in names:
            process = subprocess.Popen(  # noqa: S603 - our own worker
                [*command, "-n", f"{name}@%h"], env=environment, stdout=writing, stderr=writing, start_new_session=True
            )
            limit = threading.Timer(SECONDS, _kill, [process])
            limit.start()
            stack.callback(limit.cancel)
            stack.callback(process.wait)
            processes.append(process)
        os.close(writing)
        yield log
        for process in processes:
            process.terminate()  # not killed: it has yet to tell Redis that its last task is done


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
