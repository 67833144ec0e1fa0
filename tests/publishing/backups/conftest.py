"""An installation for commands that run as processes: migrated, with nothing in it but a piece of evidence."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from publishing.backups.folder import backups_in
from tests.migrated import kept_copy

ROOT = Path(__file__).parents[3]
EVIDENCE = "ab/" + "ab" * 32


class Installation:
    """A folder with all that one machine has, on SQLite."""

    def __init__(self, folder: Path, **variables: str) -> None:
        self.folder = folder
        left_out = ("DATABASE_URL", "CELERY_BROKER_URL", "RELEASE_STORE_URL")
        self._environment = {name: value for name, value in os.environ.items() if name not in left_out}
        self._environment |= {"DJANGO_SETTINGS_MODULE": "cms.config.settings.dev", "WEGWIJZER_VAR": str(folder)}
        self._environment |= variables

    def manage(self, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
        return self._run("manage.py", *arguments)

    def killed_at(self, step: str, *arguments: str | Path) -> int:
        """Run a command in a process that is killed at ``step``; return its exit code."""
        return self._run("-m", "tests.publishing.backups.killed", step, *arguments).returncode

    def _run(self, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, *map(str, arguments)]
        return subprocess.run(command, env=self._environment, cwd=ROOT, capture_output=True, text=True)  # noqa: S603 - ours


@pytest.fixture(scope="session")
def backed_up(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Path:
    """Give a folder with ``first``, an installation with an empty database, and ``copies`` with a backup of it."""
    made = tmp_path_factory.mktemp("backed-up")
    folder = made / "first"
    (folder / "evidence" / EVIDENCE).parent.mkdir(parents=True)
    (folder / "evidence" / EVIDENCE).write_bytes(b"%PDF-1.7 of nobody")
    shutil.copyfile(kept_copy(), folder / "wegwijzer.sqlite3")
    done = Installation(folder).manage("backup", "--to", made / "copies")
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture
def installation(tmp_path: Path, django_db_setup: None, request: pytest.FixtureRequest) -> Installation:
    """Give an installation of which a backup was made; its database is otherwise empty."""
    if connection.vendor != "sqlite":
        pytest.skip("on PostgreSQL tests/journeys/test_restore.py does this")
    shutil.copytree(request.getfixturevalue("backed_up") / "first", tmp_path / "first")
    return Installation(tmp_path / "first")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Installation:
    """Give a machine on which nothing is yet."""
    return Installation(tmp_path / "second")


@pytest.fixture
def backup(installation: Installation, backed_up: Path, tmp_path: Path) -> Path:
    """Give the backup of the installation."""
    shutil.copytree(backed_up / "copies", tmp_path / "copies")
    (made,) = backups_in(tmp_path / "copies")
    return made
