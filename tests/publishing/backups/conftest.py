"""An installation for commands that run as processes: migrated, with nothing in it but a piece of evidence."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from django.db import connection

from publishing.backups.folder import backups_in
from tests.migrated import kept_copy

ROOT = Path(__file__).parents[3]
EVIDENCE = "ab/" + "ab" * 32


class Done(NamedTuple):
    """What came of a command."""

    returncode: int
    stdout: str
    stderr: str


class Installation:
    """A folder with all that one machine has, on SQLite, and what runs commands there (running.py)."""

    def __init__(self, folder: Path, **variables: str) -> None:
        self.folder = folder
        left_out = ("DATABASE_URL", "CELERY_BROKER_URL", "RELEASE_STORE_URL")
        self._environment = {name: value for name, value in os.environ.items() if name not in left_out}
        self._environment |= {"DJANGO_SETTINGS_MODULE": "cms.config.settings.dev", "WEGWIJZER_VAR": str(folder)}
        self._environment |= variables
        self._runner: subprocess.Popen[str] | None = None

    def manage(self, *arguments: str | Path) -> Done:
        """Run a command in a process of its own."""
        return self._run("", *arguments)

    def killed_at(self, step: str, *arguments: str | Path) -> int:
        """Run a command in a process that is killed at ``step``; return its exit code."""
        return self._run(step, *arguments).returncode

    def begin(self, *, copy_of: Path | None = None) -> "Installation":
        """Hold what lies in another folder, or nothing at all."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if copy_of:
            shutil.copytree(copy_of, self.folder)
        return self

    def close(self) -> None:
        """Run no more commands."""
        if self._runner is not None:
            self._runner.communicate()

    def _run(self, step: str, *arguments: str | Path) -> Done:
        if self._runner is None:
            command = [sys.executable, "-m", "tests.publishing.backups.running"]
            self._runner = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                command, env=self._environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        asked, told = self._runner.stdin, self._runner.stdout
        assert asked is not None
        assert told is not None
        asked.write(json.dumps({"arguments": [str(one) for one in arguments], "die_at": step}) + "\n")
        asked.flush()
        return Done(**json.loads(told.readline()))


@pytest.fixture(scope="session")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, Installation]]:
    """Give two machines for the whole run: whoever uses one says what it begins with."""
    folder = tmp_path_factory.mktemp("machines")
    first, second = Installation(folder / "first"), Installation(folder / "second")
    yield first, second
    first.close()
    second.close()


@pytest.fixture(scope="session")
def backed_up(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, machines: tuple[Installation, Installation]
) -> Path:
    """Give a folder with ``first``, an installation with an empty database, and ``copies`` with a backup of it."""
    made, machine = tmp_path_factory.mktemp("backed-up"), machines[0].begin()
    (machine.folder / "evidence" / EVIDENCE).parent.mkdir(parents=True)
    (machine.folder / "evidence" / EVIDENCE).write_bytes(b"%PDF-1.7 of nobody")
    shutil.copyfile(kept_copy(), machine.folder / "wegwijzer.sqlite3")
    done = machine.manage("backup", "--to", made / "copies")
    assert done.returncode == 0, done.stderr
    shutil.copytree(machine.folder, made / "first")
    return made


@pytest.fixture
def installation(
    machines: tuple[Installation, Installation], django_db_setup: None, request: pytest.FixtureRequest
) -> Installation:
    """Give an installation of which a backup was made; its database is otherwise empty."""
    if connection.vendor != "sqlite":
        pytest.skip("on PostgreSQL tests/journeys/test_restore.py does this")
    return machines[0].begin(copy_of=request.getfixturevalue("backed_up") / "first")


@pytest.fixture
def elsewhere(machines: tuple[Installation, Installation]) -> Installation:
    """Give a machine on which nothing is yet."""
    return machines[1].begin()


@pytest.fixture
def backup(installation: Installation, backed_up: Path, tmp_path: Path) -> Path:
    """Give the backup of the installation."""
    shutil.copytree(backed_up / "copies", tmp_path / "copies")
    (made,) = backups_in(tmp_path / "copies")
    return made
