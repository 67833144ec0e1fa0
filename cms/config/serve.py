"""Serves the embedded default: the web process, a Celery worker and beat, until Ctrl-C or until one of them ends.

    python -m cms.config.serve --port 8000       ends with exit code 0 after a signal, 1 when a part ended by itself
    python -m cms.config.serve --port 8000 --check-port      only says whether the port is free

Each part runs in a session of its own, so that Ctrl-C reaches this process alone. It asks the parts to stop, and after
GRACE seconds it kills what is left of them, children included.
"""

import argparse
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection

HOST = "127.0.0.1"
GRACE = 20.0  # Celery takes about six
START = 60.0
LOOK = 0.1  # seconds between two looks at the parts
PR_SET_PDEATHSIG = 1  # prctl(2): a part is asked to stop when this process is killed outright


class ServingError(Exception):
    """What keeps the parts from serving, in one line."""


@dataclass(frozen=True)
class Part:
    name: str
    command: Sequence[str]


def parts(port: int) -> list[Part]:
    """Return the web process, the worker and beat, all of this project and this Python.

    Each is one process and no pool, so that one that is killed is seen to have ended: a pool's new child may take no
    tasks, and a beat within the worker ends unseen.
    """
    web = ["granian", "--interface", "wsgi", "--host", HOST, "--port", str(port), "--workers", "1"]
    web += ["--blocking-threads", "4", "--workers-kill-timeout", "5", "--log-level", "warning"]
    worker = ["celery", "--quiet", "-A", "cms.config.celery", "worker", "--pool", "solo", "-l", "WARNING"]
    worker += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    beat = ["celery", "--quiet", "-A", "cms.config.celery", "beat", "--pidfile", "", "-l", "WARNING"]
    return [
        Part("web process", [sys.executable, "-m", *web, "cms.config.wsgi:application"]),
        Part("worker", [sys.executable, "-W", "ignore:You're running the worker", "-m", *worker]),
        Part("beat", [sys.executable, "-m", *beat]),
    ]


def require_port(port: int) -> None:
    """Raise ServingError unless the port can be listened on."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except (OSError, OverflowError) as error:
            why = error.strerror if isinstance(error, OSError) else "no such port"
            message = f"Port {port} of {HOST} cannot be used ({why}). Choose another: PORT=8001 make demo"
            raise ServingError(message) from error


def answers(port: int) -> bool:
    """Whether the web process has loaded: its socket takes connections before that."""
    connection = HTTPConnection(HOST, port, timeout=1)
    try:
        connection.request("HEAD", "/admin/")
        connection.getresponse()
    except OSError:
        return False
    finally:
        connection.close()
    return True


class Supervisor:
    """Starts parts, notices a signal or the end of one, and leaves none behind."""

    def __init__(self, to_run: Sequence[Part]) -> None:
        self.asked_to_stop = False
        self._to_run = to_run
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> "Supervisor":
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note)
        for part in self._to_run:
            self.running[part.name] = subprocess.Popen(  # noqa: S603 - our own commands
                part.command, start_new_session=True, preexec_fn=_die_with_parent, stdin=subprocess.DEVNULL
            )
        return self

    def __exit__(self, *_: object) -> None:
        for process in self.running.values():
            process.terminate()
        end = time.monotonic() + GRACE
        for process in self.running.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, end - time.monotonic()))
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def look(self) -> None:
        """Wait a moment; raise ServingError when a part has ended that nobody asked to."""
        time.sleep(LOOK)
        for name, process in self.running.items():
            if process.poll() is not None and not self.asked_to_stop:
                raise ServingError(f"The {name} ended with exit code {process.returncode}; the rest was stopped.")

    def _note(self, _number: int, _frame: object) -> None:
        self.asked_to_stop = True


def _die_with_parent() -> None:
    with suppress(OSError, AttributeError):  # Linux only; elsewhere a killed supervisor leaves its parts
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def serve(port: int) -> None:
    """Run all parts until a signal; raise ServingError when one of them ends by itself or never answers."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.config.settings.dev")
    with Supervisor(parts(port)) as supervisor:
        start = time.monotonic()
        while not supervisor.asked_to_stop and not answers(port):
            if time.monotonic() - start > START:
                raise ServingError(f"The web process did not answer within {START:.0f} seconds.")
            supervisor.look()
        if not supervisor.asked_to_stop:
            _say(f"Serving http://{HOST}:{port}/admin/ with a worker and beat. Ctrl-C stops all.")
        while not supervisor.asked_to_stop:
            supervisor.look()
        _say("Stopping.")
    _say("Stopped.")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m cms.config.serve", description="Serve the embedded default.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--check-port", action="store_true", help="only say whether the port is free")
    options = parser.parse_args(arguments)
    try:
        require_port(options.port)
        if not options.check_port:
            serve(options.port)
    except ServingError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
