"""``python -m cms.config.serve``: what runs together stops together."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cms.config.serve import main
from cms.config.supervisor import Part, ServingError, Supervisor, require_port
from tests.services.ports import free_port

LIVE_ON = "import signal; signal.pause()"


@pytest.fixture
def _signals_as_before() -> Iterator[None]:
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def living_in(session: int) -> list[str]:
    """Return the command lines of the processes in a session, from /proc."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we looked
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(path.parent.name)
    return found


def left_in(session: int) -> list[str]:
    """Return what still lives of a session when it was killed: the kernel needs a moment for that, and gets seconds."""
    deadline = time.monotonic() + 10
    while living_in(session) and time.monotonic() < deadline:
        pass
    return living_in(session)


def python(name: str, code: str) -> Part:
    return Part(name, [sys.executable, "-c", code])


@pytest.mark.usefixtures("_signals_as_before")
def test_when_one_part_ends_the_other_is_stopped_and_the_first_is_named() -> None:
    with Supervisor([python("short part", "raise SystemExit(3)"), python("long part", LIVE_ON)]) as supervisor:
        session = supervisor.running["long part"].pid
        supervisor.running["short part"].wait()
        with pytest.raises(ServingError, match="The short part ended with exit code 3"):
            supervisor.look()

    assert left_in(session) == []


@pytest.mark.usefixtures("_signals_as_before")
def test_a_part_that_ignores_the_request_to_stop_is_killed_with_its_children(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.config.supervisor.GRACE", 0.1)
    deaf = f"import os, signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); os.fork(); print(flush=True); {LIVE_ON}"
    with Supervisor([python("deaf part", deaf)]) as supervisor:
        session = supervisor.running["deaf part"].pid
        while len(living_in(session)) < 2:
            supervisor.look()

    assert left_in(session) == []


def test_a_port_in_use_is_said_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        assert main(["--port", str(port)]) == 1
        assert main(["--port", str(port), "--check-port"]) == 1
    first, second = capsys.readouterr().err.splitlines()
    assert first == second
    assert f"Port {port} of 127.0.0.1 cannot be used (Address already in use)" in first


def test_a_port_that_does_not_exist_is_said_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--port", "70000", "--check-port"]) == 1
    assert "no such port" in capsys.readouterr().err


def test_the_real_parts_serve_and_leave_nothing_behind(tmp_path: Path) -> None:
    port = free_port()
    environment = {**os.environ, "WEGWIJZER_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "cms.config.settings.dev"}
    environment["CELERY_BROKER_URL"] = "filesystem://localhost"
    process = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "cms.config.serve", "--port", str(port)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout
    first = process.stdout.readline()
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)

    assert first == f"Serving http://127.0.0.1:{port}/admin/ with a worker and beat. Ctrl-C stops all.\n"
    assert process.returncode == 0
    assert len(children) == 3
    assert [living_in(int(child)) for child in children] == [[], [], []]
    require_port(port)


@pytest.mark.skipif(not Path("/proc/self/autogroup").exists(), reason="this kernel does not weigh sessions")
@pytest.mark.usefixtures("_signals_as_before")
def test_who_gives_way_does_so_as_a_session_too() -> None:
    parts = [Part(f"{niceness}", [sys.executable, "-c", LIVE_ON], niceness=niceness) for niceness in (5, 0, 10)]
    with Supervisor(parts) as supervisor:
        seen = {
            name: (os.getpriority(os.PRIO_PROCESS, process.pid), Path(f"/proc/{process.pid}/autogroup").read_text())
            for name, process in supervisor.running.items()
        }

    assert {name: (nice, group.rpartition(" nice ")[2].strip()) for name, (nice, group) in seen.items()} == {
        "5": (5, "5"),
        "0": (0, "0"),
        "10": (10, "10"),
    }
