"""An installation that was put back from its copies answers to the byte as before, and is guarded as before.

The steps are those of docs/running.md, *Copies, and putting them back*.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

ROOT = Path(__file__).parents[2]
NAME = "wegwijzer.sqlite3"


def run(folder: Path, *arguments: str, database: str = "") -> dict[str, Any]:
    """Let a process of its own make or look at the installation in ``folder``, and return what it saw."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "CELERY_BROKER_URL")}
    inherited |= {"DATABASE_URL": database} if database else {}
    done = subprocess.run(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "tests.journeys.restored", *arguments],
        env={**inherited, "DJANGO_SETTINGS_MODULE": "cms.config.settings.dev", "WEGWIJZER_VAR": str(folder)},
        stdout=subprocess.PIPE,
        check=True,
        cwd=ROOT,
    )
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen


def carry_out(name: str, *arguments: str) -> None:
    program = shutil.which(name)
    assert program is not None
    subprocess.run([program, *arguments], check=True)  # noqa: S603 - programs of PostgreSQL, on databases of this test


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
    first, copies, second = (tmp_path / name for name in ("first", "copies", "second"))
    before = run(first, "make")
    copies.mkdir()
    with closing(sqlite3.connect(first / NAME)) as source, closing(sqlite3.connect(copies / NAME)) as copy:
        source.backup(copy)  # as ".backup" of the command sqlite3
    shutil.copytree(first / "store", copies / "store")
    shutil.rmtree(first)
    shutil.copytree(copies, second)
    is_whole(before, run(second))


@pytest.mark.postgres
@pytest.mark.skipif(
    shutil.which("pg_restore") is None and os.environ.get("CI") != "true",
    reason="pg_dump and pg_restore are not installed here",
)
def test_on_postgresql(tmp_path: Path, databases: tuple[str, str]) -> None:
    first, second, dump = tmp_path / "first", tmp_path / "second", tmp_path / "wegwijzer.dump"
    source, target = databases
    before = run(first, "make", database=source)
    carry_out("pg_dump", "--format=custom", "--no-owner", f"--file={dump}", source)
    shutil.copytree(first / "store", second / "store")
    shutil.rmtree(first)
    target_options = ("--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={target}")
    carry_out("pg_restore", *target_options, str(dump))
    is_whole(before, run(second, database=target))
