"""An installation on services of this machine, whose processes are started again when they end, as systemd does."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from cms.config.services import parts
from cms.config.supervisor import Part, answers, require_port, start

_LOOK = 0.2  # seconds between two looks at the processes
_START = 60.0


@dataclass
class Installation:
    """The five processes by name, where they listen, and how often each was started again."""

    port: int
    running: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)
    restarts: dict[str, int] = field(default_factory=dict)
    stopping: threading.Event = field(default_factory=threading.Event)

    @property
    def public_port(self) -> int:
        return self.port + 1

    def kill(self, name: str) -> None:
        """End a part and its children at once, without a word."""
        os.killpg(self.running[name].pid, signal.SIGKILL)


def _keep(installation: Installation, to_run: Mapping[str, Part], log: IO[bytes]) -> None:
    """Start again whatever ended, until it is time to stop."""
    while not installation.stopping.wait(_LOOK):
        for name, part in to_run.items():
            if installation.running[name].poll() is not None:
                installation.restarts[name] = installation.restarts.get(name, 0) + 1
                installation.running[name] = start(part, said=log)


@contextmanager
def installed(port: int, log: Path) -> Iterator[Installation]:
    """Run the admin, the public API, two workers and beat in the environment of this process."""
    for each in (port, port + 1):
        require_port(each)
    to_run = {part.name: part for part in parts(port)}
    installation = Installation(port)
    with log.open("ab") as said:
        installation.running = {name: start(part, said=said) for name, part in to_run.items()}
        keeper = threading.Thread(target=_keep, args=(installation, to_run, said), daemon=True)
        try:
            _wait_for(port)
            _wait_for(port + 1)
            keeper.start()
            yield installation
        finally:
            installation.stopping.set()
            if keeper.is_alive():
                keeper.join()
            _stop(installation)


def _wait_for(port: int) -> None:
    end = time.monotonic() + _START
    while not answers(port):
        if time.monotonic() > end:
            raise RuntimeError(f"nothing answers on {port}")
        time.sleep(_LOOK)


def _stop(installation: Installation) -> None:
    for process in installation.running.values():
        process.terminate()
    for process in installation.running.values():
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def manage(*arguments: str) -> None:
    """Run a command of manage.py in the environment of this process; raise what it said when it fails."""
    done = subprocess.run([sys.executable, "manage.py", *arguments], capture_output=True, text=True, check=False)  # noqa: S603 - ours
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(arguments)}: {done.stdout}{done.stderr}")
