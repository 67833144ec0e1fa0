"""Runs the parts of an installation together: what starts together stops together.

Each part runs in a session of its own, so that Ctrl-C reaches this process alone. It asks the parts to stop, and after
GRACE seconds it kills what is left of them, children included.
"""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from typing import IO

HOST = "127.0.0.1"
GRACE = 20.0  # Celery takes about six
START = 60.0
LOOK = 0.1  # seconds between two looks at the parts
AUTOGROUP = Path("/proc/self/autogroup")
PR_SET_PDEATHSIG = 1  # prctl(2): a part is asked to stop when this process is killed outright


class ServingError(Exception):
    """What keeps the parts from serving, in one line or more."""


@dataclass(frozen=True)
class Part:
    """A process: what it is called, its command, its environment (None: ours), and the port on which it answers.

    ``niceness`` above 0 lets others go first where all want the processor (nice(2)).
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] | None = None
    port: int | None = None
    niceness: int = 0


def require_port(port: int) -> None:
    """Raise ServingError unless the port can be listened on."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except (OSError, OverflowError) as error:
            why = error.strerror if isinstance(error, OSError) else "no such port"
            message = f"Port {port} of {HOST} cannot be used ({why}). Choose another with PORT=8001"
            raise ServingError(message) from error


def answers(port: int) -> bool:
    """Whether the web process on ``port`` has loaded: its socket takes connections before that."""
    connection = HTTPConnection(HOST, port, timeout=1)
    try:
        connection.request("HEAD", "/")
        connection.getresponse()
    except OSError:
        return False
    finally:
        connection.close()
    return True


def start(part: Part, *, said: IO[bytes] | None = None) -> "subprocess.Popen[bytes]":
    """Start a part in a session of its own; what it says goes to ``said``, or where this process says it."""
    return subprocess.Popen(  # noqa: S603 - our own commands
        part.command,
        env=part.environment,
        start_new_session=True,
        preexec_fn=partial(_prepare, part.niceness),
        stdin=subprocess.DEVNULL,
        stdout=said,
        stderr=said,
    )


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
            self.running[part.name] = start(part)
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


def _prepare(niceness: int) -> None:
    if niceness:
        _give_way(niceness)
    with suppress(OSError, AttributeError):  # Linux only; elsewhere a killed supervisor leaves its parts
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _give_way(niceness: int) -> None:
    """Let others go first, also where Linux weighs whole sessions against each other (sched(7), autogroups)."""
    os.nice(niceness)
    for _ in range(10 if AUTOGROUP.exists() else 0):
        with suppress(OSError):  # another session wrote within the last 0.1 s
            AUTOGROUP.write_text(str(niceness))
            return
        time.sleep(LOOK)


def run(parts: Sequence[Part], *, said: str) -> None:
    """Run all parts until a signal, saying ``said`` when each with a port answers; raise ServingError.

    It is raised, with the part's name, when one ends by itself or does not answer within START seconds.
    """
    with Supervisor(parts) as supervisor:
        start = time.monotonic()
        for part in parts:
            while part.port and not supervisor.asked_to_stop and not answers(part.port):
                if time.monotonic() - start > START:
                    raise ServingError(f"The {part.name} did not answer within {START:.0f} seconds.")
                supervisor.look()
        if not supervisor.asked_to_stop:
            _say(said)
        while not supervisor.asked_to_stop:
            supervisor.look()
        _say("Stopping.")
    _say("Stopped.")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def exit_code(work: Callable[[], None]) -> int:
    """Do ``work``; return 0, or 1 after saying on stderr what kept it from being done."""
    try:
        work()
    except ServingError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0
