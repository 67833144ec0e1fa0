"""An installation that was put back from its copies answers to the byte as before, and is guarded as before.

The commands are those of docs/running.md, *Backups, and putting them back*.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from tests.migrated import begin_with_copy

ROOT = Path(__file__).parents[2]


def environment(folder: Path, database: str) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "CELERY_BROKER_URL")}
    inherited |= {"DATABASE_URL": database} if database else {}
    return {**inherited, "DJANGO_SETTINGS_MODULE": "cms.config.settings.dev", "WEGWIJZER_VAR": str(folder)}


def run(folder: Path, *arguments: str, database: str = "") -> dict[str, Any]:
    """Let a process of its own make or look at the installation in ``folder``, and return what it saw."""
    done = subprocess.run(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "tests.journeys.restored", *arguments],
        env=environment(folder, database),
        stdout=subprocess.PIPE,
        check=True,
        cwd=ROOT,
    )
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen


def manage(folder: Path, *arguments: str | Path, database: str = "") -> dict[str, Any]:
    """Let a command work on the installation in ``folder`` and return what it prints as JSON."""
    done = subprocess.run(  # noqa: S603 - our own interpreter and commands
        [sys.executable, "manage.py", *map(str, arguments), "--json"],
        env=environment(folder, database),
        stdout=subprocess.PIPE,
        check=True,
        cwd=ROOT,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def is_whole(before: dict[str, Any], after: dict[str, Any]) -> None:
    states = {state for state, *_ in before["answers"].values()}
    assert states == {200, 410}  # what was erased among them
    assert len(before["answers"]) > 100
    assert after == before
    assert (before["differences"], before["guarded"]) == ([], True)


@pytest.fixture
def databases() -> Iterator[tuple[str, str]]:
    """Give the addresses of two empty PostgreSQL databases."""
    server = os.environ["DATABASE_URL"]
    names = [f"restore_{which}_{os.getpid()}" for which in ("from", "to")]
    with psycopg.connect(server, autocommit=True) as connection:
        for name in names:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        first, second = (urlsplit(server)._replace(path=f"/{name}").geturl() for name in names)
        yield first, second
        for name in names:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def test_on_sqlite(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    begin_with_copy(first / "wegwijzer.sqlite3")
    before = run(first, "make")
    made = manage(first, "backup", "--to", tmp_path / "copies")
    shutil.rmtree(first)
    assert manage(second, "restore", made["folder"])["releases"] == made["releases"] == ["2025.1", "2026.1"]
    is_whole(before, run(second))


@pytest.mark.postgres
@pytest.mark.skipif(
    shutil.which("pg_restore") is None and os.environ.get("CI") != "true",
    reason="pg_dump and pg_restore are not installed here",
)
def test_on_postgresql(tmp_path: Path, databases: tuple[str, str]) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    source, target = databases
    before = run(first, "make", database=source)
    made = manage(first, "backup", "--to", tmp_path / "copies", database=source)
    shutil.rmtree(first)
    manage(second, "restore", made["folder"], database=target)
    is_whole(before, run(second, database=target))
