"""Servers on one core and who asks them (wrk) on the other; wrk and nginx are Debian's packages."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.services.ports import free_port

CONNECTIONS = 16
_SECONDS = 3


class Load(NamedTuple):
    """What wrk saw: answers per second, and within how many seconds half and 99 in 100 came."""

    rate: float
    p50: float
    p99: float


@contextmanager
def serving(application: str, environment: Mapping[str, str], *, server_core: str = "0") -> Iterator[int]:
    """Run granian on one core, as an installation does, and give its port."""
    port = free_port()
    command = ["taskset", "-c", server_core, sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1"]
    command += [
        "--blocking-threads",
        "1",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--log-level",
        "error",
        application,
    ]
    with _running(command, {**os.environ, **environment}, port):
        yield port


@contextmanager
def nginx(folder: Path, page: Path, headers: Mapping[str, str]) -> Iterator[int]:
    """Run nginx on one core, giving the file ``page`` (and page.gz) with the same header fields, and give its port."""
    port = free_port()
    escaped = {name: value.replace('"', r"\"") for name, value in headers.items()}
    fields = "\n".join(f'add_header {name} "{value}" always;' for name, value in escaped.items())
    (folder / "nginx.conf").write_text(f"""
        daemon off; worker_processes 1; {"user root;" if os.geteuid() == 0 else ""}
        error_log /dev/null; pid {folder}/nginx.pid;
        events {{ worker_connections 256; }}
        http {{
            access_log off; keepalive_requests 1000000; sendfile on; tcp_nopush on; default_type application/json;
            open_file_cache max=100; gzip_static on; etag off; if_modified_since before;
            server {{ listen 127.0.0.1:{port}; root {page.parent}; {fields} }}
        }}
    """)
    with _running(["taskset", "-c", "0", "nginx", "-c", str(folder / "nginx.conf")], os.environ, port):
        yield port


@contextmanager
def _running(command: list[str], environment: Mapping[str, str], port: int) -> Iterator[None]:
    process = subprocess.Popen(command, env=dict(environment), start_new_session=True)  # noqa: S603 - our own command
    try:
        _wait_for(port)
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=15)


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"nothing listens on {port}")


def load(port: int, path: str, *, connections: int = CONNECTIONS, seconds: int = _SECONDS, **headers: str) -> Load:
    """Ask for ``path`` as often as goes, from the other core."""
    url = f"http://127.0.0.1:{port}{path}"
    fields = [part for name, value in headers.items() for part in ("-H", f"{name.replace('_', '-')}: {value}")]
    command = ["taskset", "-c", "1", "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", *fields, url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own command
    if "Non-2xx or 3xx" in said:
        raise RuntimeError(f"{path}: {said}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    half, most = (re.search(rf"{share}%\s+([\d.]+)(us|ms|s)", said) for share in (50, 99))
    if rate is None or half is None or most is None:
        raise RuntimeError(said)
    return Load(float(rate[1]), _seconds(half), _seconds(most))


def _seconds(match: re.Match[str]) -> float:
    return float(match[1]) * {"us": 1e-6, "ms": 1e-3, "s": 1.0}[match[2]]


def answer(port: int, path: str, **headers: str) -> tuple[dict[str, str], bytes]:
    """Return the header fields and the body of one answer."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    with urllib.request.urlopen(request) as got:  # noqa: S310 - our own server
        return dict(got.headers.items()), got.read()


def missing() -> list[str]:
    """Return the programs that are not there."""
    return [name for name in ("wrk", "nginx", "taskset") if shutil.which(name) is None]


def memory_of(port: int) -> float:
    """Return how many MiB the processes hold that serve ``port``: granian and its worker."""
    asked = f"--port\0{port}\0".encode()
    processes = [one.parent for one in Path("/proc").glob("[0-9]*/cmdline") if asked in _bytes(one)]
    return sum(int(_bytes(one / "statm").split()[1]) for one in processes) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b"0 0"  # it ended meanwhile


def public(folder: Path) -> dict[str, str]:
    """Return the environment of a public process over the store in ``folder``."""
    return {"DJANGO_SETTINGS_MODULE": "cms.config.settings.public", "WEGWIJZER_VAR": str(folder)}
