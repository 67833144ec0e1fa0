"""The processes that an installation consists of, all of this project and this Python."""

import sys
from collections.abc import Mapping

from cms.config.supervisor import HOST, Part


def web_process(name: str, port: int, *, environment: Mapping[str, str] | None = None, niceness: int = 0) -> Part:
    """Return granian, one process, serving what the settings of ``environment`` say."""
    command = ["granian", "--interface", "wsgi", "--host", HOST, "--port", str(port), "--workers", "1"]
    command += ["--blocking-threads", "4", "--workers-kill-timeout", "5", "--log-level", "warning"]
    return Part(name, [sys.executable, "-m", *command, "cms.config.wsgi:application"], environment, port, niceness)


# Readers go before editors, and who waits for a page before what goes on behind it.
ADMIN_NICENESS, WORKER_NICENESS = 5, 10


def lone_worker(name: str) -> Part:
    """Return a worker of one process and no pool, so that one that is killed is seen to have ended."""
    command = [*_WORKER, "--pool", "solo"]
    return _worker(name, command)


def pooled_worker(name: str, number: int) -> Part:
    """Return a worker that runs each task in a child: it keeps the time limits, and is replaced when it dies."""
    command = [*_WORKER, "--concurrency", "1", "-n", f"worker{number}@%h"]
    return _worker(name, command)


def _worker(name: str, command: list[str]) -> Part:
    full = [sys.executable, "-W", "ignore:You're running the worker", "-m", *command]
    return Part(name, full, niceness=WORKER_NICENESS)


def beat(name: str) -> Part:
    """Return the one process that asks for what has to be done every so often."""
    command = ["celery", "--quiet", "-A", "cms.config.celery", "beat", "--pidfile", "", "-l", "WARNING"]
    return Part(name, [sys.executable, "-m", *command])


_WORKER = ["celery", "--quiet", "-A", "cms.config.celery", "worker", "-l", "WARNING"]
_WORKER += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
