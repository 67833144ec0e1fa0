"""A PostgreSQL of a test's own, which it may stop: made in a folder, on a free port, gone afterwards."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import pytest
from django.db import connection

from tests.services.ports import two_free_ports
from tests.services.running import database_address


class Cluster:
    """Runs as ``postgres`` where we are root, which PostgreSQL refuses to be."""

    def __init__(self, folder: Path) -> None:
        self.port, self.data = two_free_ports(), folder / "data"
        self._folder = folder

    def make(self) -> None:
        self._run("initdb", "-D", str(self.data), "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8")
        settings = [f"port = {self.port}", "listen_addresses = '127.0.0.1'", "unix_socket_directories = ''"]
        settings += ["fsync = off", "max_connections = 20"]
        self._run("sh", "-c", f'printf "%s\\n" "$@" >>{self.data}/postgresql.conf', "sh", *settings)

    def start(self) -> None:
        self._run("pg_ctl", "start", "-w", "-s", "-D", str(self.data), "-l", str(self._folder / "log"))

    def stop(self) -> None:
        """Stop as a crash does: no connection is told, nothing is rounded off."""
        self._run("pg_ctl", "stop", "-w", "-s", "-m", "immediate", "-D", str(self.data))

    def take_over(self, address: str) -> None:
        """Hold the same rows, tables and triggers as the database at ``address``."""
        held = self._folder / "held.sql"
        self._run("pg_dump", "--no-owner", "--no-privileges", "-f", str(held), address)
        self._run("psql", "-q", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, "-f", str(held), self.address)

    @property
    def address(self) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def _run(self, program: str, *arguments: str) -> None:
        found = shutil.which(program, path=os.pathsep.join([*_places(), os.environ["PATH"]]))
        assert found, f"{program} is not there: apt install postgresql"
        as_owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        done = subprocess.run(  # noqa: S603 - PostgreSQL's own programs
            [*as_owner, found, *arguments],
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, f"{program}: {done.stderr}"


def _places() -> list[str]:
    """Return where Debian keeps the servers' programs, newest first."""
    return [str(path) for path in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Give a running cluster; stop it at the end and leave nothing."""
    folder = Path(mkdtemp(prefix="cluster-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    made = Cluster(folder)
    try:
        made.make()
        made.start()
        yield made
    finally:
        if (made.data / "postmaster.pid").exists():
            made.stop()
        shutil.rmtree(folder)


@contextmanager
def leading_to(made: Cluster) -> Iterator[None]:
    """Let this process's connection lead to ``made`` within."""
    held = {name: connection.settings_dict[name] for name in ("HOST", "PORT", "NAME", "USER")}
    connection.close()
    connection.settings_dict |= {"HOST": "127.0.0.1", "PORT": made.port, "NAME": "postgres", "USER": "postgres"}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict |= held


@pytest.fixture
def private_database(committed: None) -> Iterator[Cluster]:
    """Give a cluster of our own that this process's connection leads to, with what the test database holds."""
    with cluster() as made:
        made.take_over(database_address())
        with leading_to(made):
            yield made
